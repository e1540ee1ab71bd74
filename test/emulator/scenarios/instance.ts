import {
  changeProductionInstanceDomain,
  createOAuthApplication,
  createOrganization,
  createOrganizationRole,
  createUser,
  getInstance,
  getInstanceCommunication,
  getInstanceOAuthApplicationSettings,
  getInstanceOrganizationSettings,
  getInstanceProtect,
  getOAuthApplication,
  listDomains,
  listOrganizationMemberships,
  listOrganizationRoles,
  listOrganizations,
  updateInstance,
  updateInstanceAuthConfig,
  updateInstanceCommunication,
  updateInstanceOAuthApplicationSettings,
  updateInstanceOrganizationSettings,
  updateInstanceProtect,
  updateInstanceRestrictions,
  updateProductionInstanceDomain,
} from 'clerklet'
import { decodeToken, parsePublishableKey, verifyToken } from 'clerklet/verify'
import { expect } from 'vitest'
import { eventsAbout } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

/** A value that is not a boolean, which the types do not allow. */
const WRONG = 'yes' as unknown as boolean

export const scenarios: Scenarios = {
  'the instance is for development by default, and a seed can change that': async ({
    ctx,
    emulator,
  }) => {
    expect(await getInstance(ctx)).toMatchObject({
      id: emulator.instance.id,
      environment_type: 'development',
    })
    emulator.seed({ settings: { environment_type: 'production' } })
    expect(await getInstance(ctx)).toMatchObject({ environment_type: 'production' })
  },

  'an update of the instance has no response body, and is stored': async ({ ctx, refused }) => {
    const allowed_origins = ['capacitor://localhost']
    expect(await updateInstance(ctx, { allowed_origins, test_mode: false })).toBeUndefined()
    await updateInstance(ctx, { hibp: true })
    expect(await getInstance(ctx)).toMatchObject({ allowed_origins })
    await refused(updateInstance(ctx, { hibp: WRONG }), 422, 'form_param_format_invalid')
    const origin = updateInstance(ctx, { allowed_origins: ['localhost'] })
    await refused(origin, 422, 'form_invalid_origin')
    const strategy = { preferred_sign_in_strategy_when_password_required: 'passkey' }
    await refused(updateInstance(ctx, strategy), 422, 'form_param_value_invalid')
  },

  'null keeps the allowed origins, and an empty list clears them': async ({ ctx }) => {
    const allowed_origins = ['capacitor://localhost']
    await updateInstance(ctx, { allowed_origins })
    await updateInstance(ctx, { allowed_origins: null })
    expect(await getInstance(ctx)).toMatchObject({ allowed_origins })
    await updateInstance(ctx, { allowed_origins: [] })
    expect(await getInstance(ctx)).toMatchObject({ allowed_origins: [] })
  },

  'a production instance lists the subdomains that it allows': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ settings: { environment_type: 'production' } })
    expect(await getInstance(ctx)).toMatchObject({
      allowed_subdomains: [],
      subdomain_allowlist_enabled: false,
    })
    await updateInstance(ctx, {
      allowed_subdomains: ['App.Emulator.test.', 'app.emulator.test', '*.preview.emulator.test'],
      subdomain_allowlist_enabled: true,
    })
    const listed = {
      allowed_subdomains: ['app.emulator.test', '*.preview.emulator.test'],
      subdomain_allowlist_enabled: true,
    }
    expect(await getInstance(ctx)).toMatchObject(listed)
    for (const entry of ['app.example.com', 'emulator.test', 'a.*.emulator.test', '']) {
      const update = updateInstance(ctx, { allowed_subdomains: [entry] })
      await refused(update, 422, 'form_param_value_invalid')
    }
    await updateInstance(ctx, { allowed_subdomains: null, subdomain_allowlist_enabled: null })
    expect(await getInstance(ctx)).toMatchObject(listed)
    await updateInstance(ctx, { allowed_subdomains: [] })
    expect(await getInstance(ctx)).toMatchObject({ allowed_subdomains: [] })
  },

  'a development instance shows no subdomains': async ({ ctx }) => {
    await updateInstance(ctx, {
      allowed_subdomains: ['app.emulator.test'],
      subdomain_allowlist_enabled: true,
    })
    expect(await getInstance(ctx)).toMatchObject({
      allowed_subdomains: [],
      subdomain_allowlist_enabled: false,
    })
  },

  'default scopes must be known and distinct, and an empty list resets them': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ settings: { custom_oauth_scopes: ['invoices:read'] } })
    const update = (default_scopes: string[] | null) =>
      updateInstanceOAuthApplicationSettings(ctx, { default_scopes })
    expect(await update(['email', 'invoices:read'])).toMatchObject({
      default_scopes: ['email', 'invoices:read'],
    })
    await refused(update(['email', 'email']), 422, 'form_param_duplicate')
    await refused(update(['offline_access']), 422, 'form_param_value_invalid')
    await refused(update(['invoices:write']), 422, 'form_param_value_invalid')
    expect(await update([])).toMatchObject({ default_scopes: null })
  },

  'the instance can require PKCE and enable the aud claim for OAuth applications': async ({
    ctx,
  }) => {
    const changes = { aud_claim_enabled: true, pkce_required: true }
    expect(await getInstanceOAuthApplicationSettings(ctx)).toMatchObject({
      aud_claim_enabled: false,
      pkce_required: false,
    })
    expect(await updateInstanceOAuthApplicationSettings(ctx, changes)).toMatchObject(changes)
  },

  'leaked passwords are refused, unless this check is off': async ({ ctx, refused }) => {
    const params = { username: 'grace', password: 'password123' }
    await refused(createUser(ctx, params), 422, 'form_password_pwned')
    await updateInstance(ctx, { hibp: false })
    await createUser(ctx, params)
  },

  'restrictions are stored, and the beta settings change the same ones': async ({
    ctx,
    refused,
  }) => {
    expect(await updateInstanceRestrictions(ctx, { blocklist: true })).toMatchObject({
      allowlist: false,
      blocklist: true,
    })
    expect(await updateInstanceAuthConfig(ctx, { restricted_to_allowlist: true })).toMatchObject({
      restricted_to_allowlist: true,
    })
    expect(await updateInstanceRestrictions(ctx, {})).toMatchObject({
      allowlist: true,
      blocklist: true,
    })
    const restrictions = updateInstanceRestrictions(ctx, { allowlist: WRONG })
    await refused(restrictions, 422, 'form_param_format_invalid')
    const address = updateInstanceAuthConfig(ctx, { from_email_address: 'me@example.com' })
    await refused(address, 422, 'form_param_format_invalid')
  },

  'protection, communication and OAuth settings are stored': async ({ ctx, refused }) => {
    const protect = await updateInstanceProtect(ctx, { rules_enabled: true })
    expect(protect).toMatchObject({
      rules_enabled: true,
      specter_enabled: false,
      checks_verified: false,
      checks_exempt: true,
    })
    expect(await getInstanceProtect(ctx)).toEqual(protect)
    const blocked = { blocked_country_codes: ['FR', 'IT'] }
    expect(await updateInstanceCommunication(ctx, blocked)).toMatchObject(blocked)
    await updateInstanceCommunication(ctx, {})
    expect(await getInstanceCommunication(ctx)).toMatchObject(blocked)
    const scopes = { default_scopes: ['email'], oauth_jwt_access_tokens: true }
    expect(await updateInstanceOAuthApplicationSettings(ctx, scopes)).toMatchObject(scopes)
    await updateInstanceOAuthApplicationSettings(ctx, { default_scopes: null })
    expect(await getInstanceOAuthApplicationSettings(ctx)).toMatchObject({
      default_scopes: null,
      oauth_jwt_access_tokens: true,
    })

    const countries = (...codes: string[]) =>
      updateInstanceCommunication(ctx, { blocked_country_codes: codes })
    await refused(countries('fr'), 422, 'form_param_value_invalid')
    await refused(countries('FR', 'FR'), 422, 'form_param_duplicate')
    const wrong = { rules_enabled: WRONG }
    await refused(updateInstanceProtect(ctx, wrong), 422, 'form_param_format_invalid')
    const jwt = { oauth_jwt_access_tokens: WRONG }
    const settings = updateInstanceOAuthApplicationSettings(ctx, jwt)
    await refused(settings, 422, 'form_param_format_invalid')
  },

  'settings of OAuth applications apply to applications and access tokens': async ({
    ctx,
    emulator,
  }) => {
    const app = { name: 'App', redirect_uris: ['https://app.example.com/callback'] }
    expect(await createOAuthApplication(ctx, app)).toMatchObject({ scopes: 'profile email' })
    const { id: userId } = await createUser(ctx, { username: 'adaking' })
    expect((await emulator.oauthToken({ userId })).token).toMatch(/^oat_/)
    await updateInstanceOAuthApplicationSettings(ctx, {
      default_scopes: ['email', 'openid'],
      oauth_jwt_access_tokens: true,
    })
    expect(await createOAuthApplication(ctx, app)).toMatchObject({ scopes: 'profile email' })
    emulator.seed({ oauthApplications: [{ ...app, id: 'oa_mcp', dynamically_registered: true }] })
    expect(await getOAuthApplication(ctx, 'oa_mcp')).toMatchObject({ scopes: 'email openid' })
    expect((await emulator.oauthToken({ userId })).token).toMatch(/^ey/)
  },

  'organization settings apply to organizations': async ({ ctx, refused }) => {
    const changed = await updateInstanceOrganizationSettings(ctx, {
      max_allowed_memberships: 7,
      admin_delete_enabled: false,
    })
    expect(changed).toMatchObject({ max_allowed_memberships: 7, creator_role: 'org:admin' })
    expect(await getInstanceOrganizationSettings(ctx)).toEqual(changed)
    expect(await createOrganization(ctx, { name: 'Engines' })).toMatchObject({
      max_allowed_memberships: 7,
      admin_delete_enabled: false,
    })
    const negative = updateInstanceOrganizationSettings(ctx, { max_allowed_memberships: -1 })
    await refused(negative, 422, 'form_param_value_invalid')
    const modes = { domains_enrollment_modes: ['none'] }
    await refused(updateInstanceOrganizationSettings(ctx, modes), 422, 'form_param_value_invalid')
    await updateInstanceOrganizationSettings(ctx, { enabled: false })
    await refused(listOrganizations(ctx), 403, 'organization_not_enabled_in_instance')
  },

  'the role of creators is one of the settings': async ({ ctx, refused }) => {
    const { data } = await listOrganizationRoles(ctx, { query: 'org:admin' })
    const { id: owner } = await createOrganizationRole(ctx, {
      name: 'Owner',
      key: 'org:owner',
      permissions: data[0]?.permissions.map(({ id }) => id) ?? [],
      include_in_initial_role_set: true,
    })
    const { id: guest } = await createOrganizationRole(ctx, {
      name: 'Guest',
      key: 'org:guest',
      include_in_initial_role_set: true,
    })
    const set = (creator_role_id: string) =>
      updateInstanceOrganizationSettings(ctx, { creator_role_id })
    await refused(set('role_none'), 404, 'resource_not_found')
    await refused(set(guest), 422, 'organization_missing_creator_role_permissions')
    expect(await set(owner)).toMatchObject({ creator_role: 'org:owner' })
    const ada = await createUser(ctx, { username: 'adaking' })
    const { id } = await createOrganization(ctx, { name: 'Engines', created_by: ada.id })
    const members = await listOrganizationMemberships(ctx, id)
    expect(members.data).toMatchObject([{ role: 'org:owner' }])
  },

  'a change of the domain of a production instance signs all users out': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const url = { home_url: 'https://www.example.com' }
    for (const change of [changeProductionInstanceDomain, updateProductionInstanceDomain]) {
      emulator.seed({ settings: { environment_type: 'development' } })
      await refused(change(ctx, url), 400, 'domain_update_forbidden')
      emulator.seed({ settings: { environment_type: 'production' } })
      await refused(change(ctx, {}), 422, 'form_param_missing')
      await refused(change(ctx, { home_url: 'example' }), 422, 'form_param_format_invalid')
    }
    const ada = await createUser(ctx, { username: 'adaking' })
    const { session, token } = await emulator.signIn(ada.id)
    const { publishableKey } = emulator.ctx
    expect(decodeToken(token).payload.iss).toBe('https://clerk.emulator.test')
    expect(await changeProductionInstanceDomain(ctx, url)).toBeUndefined()
    expect((await listDomains(ctx)).data).toMatchObject([{ name: 'example.com' }])
    expect(session.status).toBe('ended')
    expect(eventsAbout(emulator, 'session').slice(1)).toMatchObject([
      { type: 'session.ended', data: { id: session.id, user: { id: ada.id } } },
    ])
    expect(emulator.instance.frontendApi).toBe('clerk.example.com')
    expect(parsePublishableKey(emulator.ctx.publishableKey)).toMatchObject({
      instanceType: 'production',
      frontendApi: 'clerk.example.com',
    })
    expect(emulator.ctx.publishableKey).not.toBe(publishableKey)
    const again = await emulator.signIn(ada.id)
    expect(await verifyToken(emulator.ctx, again.token)).toMatchObject({
      iss: 'https://clerk.example.com',
    })
    emulator.restore(emulator.snapshot())
    expect(emulator.instance.frontendApi).toBe('clerk.example.com')
    const next = { home_url: 'https://example.org' }
    expect(await updateProductionInstanceDomain(ctx, next)).toBeUndefined()
    expect((await listDomains(ctx)).data).toMatchObject([{ name: 'example.org' }])
  },

  'a wrong key cannot read settings': async ({ ctx, refused }) => {
    const other = { ...ctx, secretKey: 'sk_test_other' }
    for (const read of [
      getInstance,
      getInstanceCommunication,
      getInstanceOAuthApplicationSettings,
      getInstanceOrganizationSettings,
      getInstanceProtect,
    ]) {
      await refused(read(other), 401, 'clerk_key_invalid')
    }
  },
}
