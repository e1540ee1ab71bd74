import {
  createOrganization,
  createOrganizationDomain,
  deleteOrganization,
  deleteOrganizationDomain,
  listInstanceOrganizationDomains,
  listOrganizationDomains,
  updateOrganizationDomain,
  verifyOrganizationDomainOwnership,
} from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

const names = ({ data }: { data: { name: string }[] }) => data.map(({ name }) => name)

export const scenarios: Scenarios = {
  'a domain is added, changed, verified and removed': async ({ ctx, refused }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    const domain = await createOrganizationDomain(ctx, id, { name: 'Engines.example' })
    expect(domain).toMatchObject({
      name: 'engines.example',
      enrollment_mode: 'manual_invitation',
      verification: { status: 'verified' },
      ownership_verification: null,
    })
    const changed = await updateOrganizationDomain(ctx, id, domain.id, {
      enrollment_mode: 'automatic_suggestion',
      verified: false,
    })
    expect(changed).toMatchObject({ enrollment_mode: 'automatic_suggestion', verification: null })
    const owned = await verifyOrganizationDomainOwnership(ctx, id, domain.id)
    expect(owned.ownership_verification).toMatchObject({
      status: 'verified',
      strategy: 'manual_override',
    })
    expect(await verifyOrganizationDomainOwnership(ctx, id, domain.id)).toEqual(owned)
    expect(await listOrganizationDomains(ctx, id)).toEqual({ data: [owned], total_count: 1 })
    expect(await deleteOrganizationDomain(ctx, id, domain.id)).toMatchObject({ deleted: true })
    for (const call of [deleteOrganizationDomain, verifyOrganizationDomainOwnership]) {
      await refused(call(ctx, id, domain.id), 404, 'resource_not_found')
    }
    await refused(updateOrganizationDomain(ctx, id, domain.id, {}), 404, 'resource_not_found')
    await refused(listOrganizationDomains(ctx, 'org_none'), 404, 'resource_not_found')
  },

  'a verified domain belongs to one organization, and not to everybody': async ({
    ctx,
    refused,
  }) => {
    const engines = await createOrganization(ctx, { name: 'Engines' })
    const looms = await createOrganization(ctx, { name: 'Looms' })
    const add = (organizationId: string, name: string, verified?: boolean) =>
      createOrganizationDomain(ctx, organizationId, { name, verified })
    await add(engines.id, 'shared.example')
    const code = 'organization_domain_already_exists'
    await refused(add(engines.id, 'shared.example', false), 422, code)
    await refused(add(looms.id, 'shared.example'), 422, code)
    const { id } = await add(looms.id, 'shared.example', false)
    const verified = updateOrganizationDomain(ctx, looms.id, id, { verified: true })
    await refused(verified, 422, code)
    await refused(add(looms.id, 'gmail.com'), 422, 'organization_domain_common')
    await refused(add(looms.id, 'no domain'), 422, 'form_param_format_invalid')
    await deleteOrganization(ctx, engines.id)
    await updateOrganizationDomain(ctx, looms.id, id, { verified: true })
  },

  'the settings of the instance limit domains and their modes': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    emulator.seed({
      settings: {
        organizations: { domains_enrollment_modes: ['manual_invitation'], max_allowed_domains: 1 },
      },
    })
    const automatic = { name: 'a.example', enrollment_mode: 'automatic_invitation' } as const
    await refused(
      createOrganizationDomain(ctx, id, automatic),
      403,
      'organization_domain_enrollment_mode_not_enabled',
    )
    await createOrganizationDomain(ctx, id, { name: 'a.example' })
    await refused(
      createOrganizationDomain(ctx, id, { name: 'b.example' }),
      403,
      'organization_domain_quota_exceeded',
    )
    emulator.seed({ settings: { organizations: { domains_enabled: false } } })
    const off = createOrganizationDomain(ctx, id, { name: 'c.example' })
    await refused(off, 403, 'feature_not_enabled')
  },

  'lists are filtered by mode, verification and name': async ({ ctx, refused }) => {
    const engines = await createOrganization(ctx, { name: 'Engines' })
    const looms = await createOrganization(ctx, { name: 'Looms' })
    await createOrganizationDomain(ctx, engines.id, { name: 'a.example', verified: false })
    await createOrganizationDomain(ctx, engines.id, {
      name: 'b.example',
      enrollment_mode: 'automatic_invitation',
    })
    await createOrganizationDomain(ctx, looms.id, {
      name: 'c.example',
      enrollment_mode: 'automatic_suggestion',
    })
    const own = (params: Parameters<typeof listOrganizationDomains>[2]) =>
      listOrganizationDomains(ctx, engines.id, params)
    expect(names(await own({ verified: 'false' }))).toEqual(['a.example'])
    expect(names(await own({ enrollment_mode: '-manual_invitation' }))).toEqual(['b.example'])

    const all = (params: Parameters<typeof listInstanceOrganizationDomains>[1]) =>
      listInstanceOrganizationDomains(ctx, params)
    expect(names(await all({}))).toEqual(['c.example', 'b.example', 'a.example'])
    expect(names(await all({ order_by: 'name', limit: 1 }))).toEqual(['a.example'])
    const automatic = ['automatic_invitation', 'automatic_suggestion']
    expect(names(await all({ enrollment_mode: automatic }))).toEqual(['c.example', 'b.example'])
    expect(names(await all({ enrollment_mode: ['-automatic_suggestion'] }))).toEqual([
      'b.example',
      'a.example',
    ])
    expect(names(await all({ domains: ['a.example', 'x.example'] }))).toEqual(['a.example'])
    expect(names(await all({ query: looms.id }))).toEqual(['c.example'])
    expect(names(await all({ query: 'B.EX' }))).toEqual(['b.example'])
    expect(names(await all({ organization_id: looms.id }))).toEqual(['c.example'])
    expect((await all({ query: 'c.' })).data[0]?.public_organization_data?.name).toBe('Looms')
    await refused(all({ query: ' ' }), 422, 'form_param_value_invalid')
    await refused(all({ enrollment_mode: ['none'] }), 422, 'form_param_value_invalid')
  },
}
