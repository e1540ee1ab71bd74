import {
  createEnterpriseConnection,
  createEnterpriseConnectionTestRun,
  createOrganization,
  createOrganizationDomain,
  createSamlConnection,
  deleteEnterpriseConnection,
  deleteOrganization,
  deleteSamlConnection,
  getEnterpriseConnection,
  getSamlConnection,
  listEnterpriseConnections,
  listEnterpriseConnectionTestRuns,
  listOrganizationDomains,
  listSamlConnections,
  updateEnterpriseConnection,
  updateSamlConnection,
} from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

const acme = { name: 'Acme', provider: 'saml_okta', domains: ['Acme.example'] } as const
const params = { ...acme, domains: [...acme.domains] }

const idp = {
  idp_entity_id: 'https://idp.acme.example',
  idp_sso_url: 'https://idp.acme.example/sso',
  idp_certificate: 'MIIC',
}

const names = ({ data }: { data: { name: string }[] }) => data.map(({ name }) => name)

export const scenarios: Scenarios = {
  'a connection is created, read, changed, listed and deleted': async ({ ctx, refused }) => {
    const created = await createEnterpriseConnection(ctx, {
      ...params,
      custom_attributes: [{ name: 'Team', key: 'team', directory_path: 'team' }],
    })
    expect(created).toMatchObject({
      domains: ['acme.example'],
      active: false,
      custom_attributes: [{ key: 'team', scim_path: 'team' }],
      oauth_config: null,
    })
    expect(await getEnterpriseConnection(ctx, created.id)).toEqual(created)
    const changed = await updateEnterpriseConnection(ctx, created.id, {
      name: 'Acme Inc',
      domains: [],
      saml: idp,
      active: true,
    })
    expect(changed).toMatchObject({
      name: 'Acme Inc',
      domains: ['acme.example'],
      active: true,
      saml_connection: { idp_entity_id: idp.idp_entity_id, active: true },
    })
    expect(await listEnterpriseConnections(ctx)).toEqual({ data: [changed], total_count: 1 })
    expect((await listEnterpriseConnections(ctx, { active: false })).data).toEqual([])
    // The cast is needed, because the type only allows a boolean.
    const wrong = listEnterpriseConnections(ctx, { active: 'yes' as unknown as boolean })
    await refused(wrong, 422, 'form_param_value_invalid')
    await deleteEnterpriseConnection(ctx, created.id)
    for (const call of [getEnterpriseConnection, deleteEnterpriseConnection]) {
      await refused(call(ctx, created.id), 404, 'resource_not_found')
    }
    await refused(updateEnterpriseConnection(ctx, created.id, {}), 404, 'resource_not_found')
  },

  'a connection needs a provider, domains that no other has, and well-formed attributes': async ({
    ctx,
    refused,
  }) => {
    await createEnterpriseConnection(ctx, params)
    const create = (more: object) => createEnterpriseConnection(ctx, { ...params, ...more })
    await refused(create({}), 422, 'form_identifier_exists')
    await refused(create({ domains: [] }), 422, 'form_param_missing')
    await refused(create({ domains: ['acme'] }), 422, 'form_param_format_invalid')
    await refused(create({ provider: 'saml_acme' }), 422, 'form_param_value_invalid')
    const other = { domains: ['other.example'] }
    const organization = { ...other, organization_id: 'org_none' }
    await refused(create(organization), 404, 'resource_not_found')
    const attribute = (more: object) =>
      create({ ...other, custom_attributes: [{ name: 'Team', key: 'team', ...more }] })
    await refused(attribute({ key: '_team' }), 422, 'form_param_format_invalid')
    const paths = { scim_path: 'a', directory_path: 'b' }
    await refused(attribute(paths), 422, 'form_param_value_invalid')
    const hint = { ...other, saml: { login_hint: { mode: 'custom_attribute' } } }
    await refused(create(hint), 422, 'form_param_missing')
  },

  'a connection trusts all given certificates, and either field replaces all of them': async ({
    ctx,
  }) => {
    const both = { idp_certificates: ['MIIA', 'MIIB'] }
    const { id, saml_connection } = await createEnterpriseConnection(ctx, {
      ...params,
      saml: both,
    })
    const sent = (...all: string[]) =>
      all.map((certificate) => ({ certificate, issued_at: null, expires_at: null }))
    expect(saml_connection?.idp_certificates).toEqual(sent('MIIA', 'MIIB'))
    const { data } = await listSamlConnections(ctx)
    const samlId = data[0]?.id ?? ''
    expect(data[0]).toMatchObject({
      idp_certificate: 'MIIA',
      idp_certificates: sent('MIIA', 'MIIB'),
    })
    const one = await updateSamlConnection(ctx, samlId, { idp_certificate: 'MIIC' })
    expect(one).toMatchObject({ idp_certificate: 'MIIC', idp_certificates: sent('MIIC') })
    await updateEnterpriseConnection(ctx, id, { saml: { force_authn: true } })
    expect(await getSamlConnection(ctx, samlId)).toMatchObject({ idp_certificates: sent('MIIC') })
    await updateEnterpriseConnection(ctx, id, { saml: both })
    expect(await getSamlConnection(ctx, samlId)).toMatchObject({ idp_certificate: 'MIIA' })
    const none = await updateSamlConnection(ctx, samlId, { idp_certificate: null })
    expect(none).toMatchObject({ idp_certificate: null, idp_certificates: [] })
  },

  'a connection can be activated when its identity provider is configured': async ({
    ctx,
    refused,
  }) => {
    const { id } = await createEnterpriseConnection(ctx, params)
    const activate = () => updateEnterpriseConnection(ctx, id, { active: true, name: 'Active' })
    await refused(activate(), 422, 'saml_connection_cant_be_activated')
    expect(await getEnterpriseConnection(ctx, id)).toMatchObject({ name: 'Acme', active: false })
    await updateEnterpriseConnection(ctx, id, { saml: idp })
    await activate()

    const oidc = { name: 'Git', provider: 'oidc_gitlab', domains: ['git.example'], active: true }
    await refused(createEnterpriseConnection(ctx, oidc), 422, 'form_param_missing')
    const known = {
      client_id: 'client',
      client_secret: 'hidden',
      discovery_url: 'https://git.example',
    }
    const created = await createEnterpriseConnection(ctx, { ...oidc, oidc: known })
    expect(created).toMatchObject({
      saml_connection: null,
      oauth_config: { client_id: 'client', provider_key: 'oidc_gitlab' },
    })
    expect(JSON.stringify(created)).not.toContain('hidden')
  },

  'the domains of an active connection cannot be used for enrollment': async ({ ctx, refused }) => {
    const organization = await createOrganization(ctx, { name: 'Acme' })
    const domain = { name: 'acme.example', enrollment_mode: 'automatic_invitation' } as const
    await createOrganizationDomain(ctx, organization.id, domain)
    await createEnterpriseConnection(ctx, { ...params, saml: idp, active: true })
    expect((await listOrganizationDomains(ctx, organization.id)).data).toEqual([])
    await refused(
      createOrganizationDomain(ctx, organization.id, domain),
      422,
      'organization_domain_exists_for_enterprise_connection',
    )
  },

  'an organization has one connection, which is kept when the organization is deleted': async ({
    ctx,
    refused,
  }) => {
    const { id } = await createOrganization(ctx, { name: 'Acme' })
    const created = await createEnterpriseConnection(ctx, { ...params, organization_id: id })
    const second = { ...params, domains: ['other.example'], organization_id: id }
    await refused(
      createEnterpriseConnection(ctx, second),
      422,
      'organization_already_has_sso_connection',
    )
    expect(names(await listEnterpriseConnections(ctx, { organization_id: id }))).toEqual(['Acme'])
    await deleteOrganization(ctx, id)
    expect(await getEnterpriseConnection(ctx, created.id)).toMatchObject({ organization_id: null })
  },

  'a trial connection starts as pending, with a link': async ({ ctx, refused }) => {
    const { id } = await createEnterpriseConnection(ctx, params)
    expect(await createEnterpriseConnectionTestRun(ctx, id)).toMatchObject({
      url: expect.stringMatching(/^https:/),
    })
    const { data, total_count } = await listEnterpriseConnectionTestRuns(ctx, id)
    expect(total_count).toBe(1)
    expect(data).toMatchObject([{ status: 'pending', connection_type: 'saml' }])
    const done = await listEnterpriseConnectionTestRuns(ctx, id, { status: ['success', 'failed'] })
    expect(done.data).toEqual([])
    for (const call of [createEnterpriseConnectionTestRun, listEnterpriseConnectionTestRuns]) {
      await refused(call(ctx, 'entconn_none'), 404, 'resource_not_found')
    }
  },

  'the SAML API shows the same connections': async ({ ctx, refused }) => {
    const created = await createSamlConnection(ctx, {
      name: 'Acme',
      provider: 'saml_okta',
      domain: 'acme.example',
      attribute_mapping: { user_id: 'uid' },
      ...idp,
    })
    expect(created).toMatchObject({
      domain: 'acme.example',
      domains: ['acme.example'],
      attribute_mapping: { user_id: 'uid', email_address: 'mail' },
      ...idp,
    })
    expect(await getSamlConnection(ctx, created.id)).toEqual(created)
    const twin = created.enterprise_connection_id ?? ''
    await updateEnterpriseConnection(ctx, twin, { name: 'Acme Inc', saml: { force_authn: true } })
    const changed = await updateSamlConnection(ctx, created.id, { active: true })
    expect(changed).toMatchObject({ name: 'Acme Inc', force_authn: true, active: true })
    expect(await getEnterpriseConnection(ctx, twin)).toMatchObject({
      active: true,
      saml_connection: { id: created.id, force_authn: true },
    })
    await deleteSamlConnection(ctx, created.id)
    await refused(getEnterpriseConnection(ctx, twin), 404, 'resource_not_found')
    for (const call of [getSamlConnection, deleteSamlConnection]) {
      await refused(call(ctx, created.id), 404, 'resource_not_found')
    }
    const nameless = createSamlConnection(ctx, { name: '', provider: 'saml_okta' })
    await refused(nameless, 422, 'form_param_missing')
  },

  'SAML connections are searched, and the results contain no other connections': async ({
    ctx,
    refused,
  }) => {
    const { id } = await createOrganization(ctx, { name: 'Acme' })
    await createEnterpriseConnection(ctx, { ...params, organization_id: id })
    await createEnterpriseConnection(ctx, {
      name: 'Beta',
      provider: 'saml_google',
      domains: ['beta.example'],
    })
    await createEnterpriseConnection(ctx, {
      name: 'Git',
      provider: 'oidc_gitlab',
      domains: ['git.example'],
    })
    expect(names(await listSamlConnections(ctx))).toEqual(['Beta', 'Acme'])
    expect(names(await listSamlConnections(ctx, { query: 'ACM' }))).toEqual(['Acme'])
    expect(names(await listSamlConnections(ctx, { organization_id: [id] }))).toEqual(['Acme'])
    expect(names(await listSamlConnections(ctx, { organization_id: [`-${id}`] }))).toEqual(['Beta'])
    const bad = listSamlConnections(ctx, { order_by: 'size' })
    await refused(bad, 422, 'form_param_value_invalid')
  },

  'the SAML API needs consent to delete domains of organizations': async ({ ctx, refused }) => {
    const organization = await createOrganization(ctx, { name: 'Acme' })
    await createOrganizationDomain(ctx, organization.id, {
      name: 'acme.example',
      enrollment_mode: 'automatic_suggestion',
    })
    const { id } = await createSamlConnection(ctx, {
      name: 'Acme',
      provider: 'saml_okta',
      domains: ['acme.example'],
      ...idp,
    })
    const activate = (consent_verified_domains_deletion: boolean) =>
      updateSamlConnection(ctx, id, { active: true, consent_verified_domains_deletion })
    await refused(activate(false), 422, 'organization_domain_already_exists')
    expect(await activate(true)).toMatchObject({ active: true })
    expect((await listOrganizationDomains(ctx, organization.id)).data).toEqual([])
  },
}
