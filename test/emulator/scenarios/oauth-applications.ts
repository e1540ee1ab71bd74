import {
  createOAuthApplication,
  deleteOAuthApplication,
  getOAuthApplication,
  listOAuthApplications,
  revokeOAuthApplicationToken,
  rotateOAuthApplicationSecret,
  updateOAuthApplication,
  updateOAuthApplicationLogo,
  verifyOAuthAccessToken,
} from 'clerklet'
import { expect } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import type { Scenarios } from '../support/scenarios.ts'

const redirect_uris = ['https://ledger.example.com/callback']

export const scenarios: Scenarios = {
  'an application is created, read, changed and deleted, and shows its secret once': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const { client_secret, ...created } = await createOAuthApplication(ctx, {
      name: 'Ledger',
      redirect_uris,
    })
    expect(client_secret).toBeTruthy()
    expect(created).toMatchObject({
      redirect_uris,
      callback_url: redirect_uris[0],
      scopes: 'profile email',
      consent_screen_enabled: true,
      pkce_required: false,
      public: false,
      authorize_url: `https://${emulator.instance.frontendApi}/oauth/authorize`,
    })
    expect(await getOAuthApplication(ctx, created.id)).toEqual(created)
    const rotated = await rotateOAuthApplicationSecret(ctx, created.id)
    expect(rotated.client_secret).not.toBe(client_secret)

    const changed = await updateOAuthApplication(ctx, created.id, {
      name: 'General ledger',
      callback_url: 'ledger://callback',
      scopes: 'email openid',
    })
    expect(changed).toMatchObject({
      name: 'General ledger',
      redirect_uris: ['ledger://callback'],
      callback_url: 'ledger://callback',
      scopes: 'email openid',
    })
    expect(await listOAuthApplications(ctx)).toEqual({ data: [changed], total_count: 1 })
    expect(await deleteOAuthApplication(ctx, created.id)).toMatchObject({ deleted: true })
    await refused(getOAuthApplication(ctx, created.id), 404, 'resource_not_found')
    await refused(updateOAuthApplication(ctx, created.id, {}), 404, 'resource_not_found')
    await refused(deleteOAuthApplication(ctx, created.id), 404, 'resource_not_found')
    await refused(rotateOAuthApplicationSecret(ctx, created.id), 404, 'resource_not_found')
  },

  'a public application has no secret': async ({ ctx }) => {
    const { id, client_secret } = await createOAuthApplication(ctx, { name: 'App', public: true })
    expect(client_secret).toBeUndefined()
    expect((await rotateOAuthApplicationSecret(ctx, id)).client_secret).toBeUndefined()
    await updateOAuthApplication(ctx, id, { public: false })
    expect((await rotateOAuthApplicationSecret(ctx, id)).client_secret).toBeTruthy()
  },

  'the device grant is off by default': async ({ ctx }) => {
    const { id, device_authorization_grant_enabled } = await createOAuthApplication(ctx, {
      name: 'TV',
    })
    expect(device_authorization_grant_enabled).toBe(false)
    const on = { device_authorization_grant_enabled: true }
    expect(await updateOAuthApplication(ctx, id, on)).toMatchObject(on)
    expect(await updateOAuthApplication(ctx, id, {})).toMatchObject(on)
  },

  'scopes are built-in or custom, and an update without scopes keeps them': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ settings: { custom_oauth_scopes: ['invoices:read'] } })
    const scopes = 'email invoices:read offline_access'
    const { id } = await createOAuthApplication(ctx, { name: 'Ledger', scopes })
    expect(await updateOAuthApplication(ctx, id, { name: 'Books' })).toMatchObject({ scopes })
    const unknown = updateOAuthApplication(ctx, id, { scopes: 'invoices:write' })
    await refused(unknown, 422, 'form_param_value_invalid')
  },

  'redirect URIs must be absolute URLs, and scopes must exist': async ({ ctx, refused }) => {
    const create = (params: object) => createOAuthApplication(ctx, { name: 'Ledger', ...params })
    await refused(create({ redirect_uris: ['/callback'] }), 422, 'form_param_format_invalid')
    await refused(create({ callback_url: 'callback' }), 422, 'form_param_format_invalid')
    await refused(create({ scopes: 'profile billing' }), 422, 'form_param_value_invalid')
    await refused(create({ name: 'x'.repeat(257) }), 422, 'form_param_max_length_exceeded')
    expect((await listOAuthApplications(ctx)).total_count).toBe(0)
  },

  'applications are found by part of their name or their whole client id, the oldest first':
    async ({ ctx, emulator, refused }) => {
      const names = async (params: object = {}) =>
        (await listOAuthApplications(ctx, params)).data.map(({ name }) => name)
      const { client_id } = await createOAuthApplication(ctx, { name: 'Mail reader' })
      emulator.clock.advance(1)
      await createOAuthApplication(ctx, { name: 'Ledger' })
      expect(await names()).toEqual(['Mail reader', 'Ledger'])
      expect(await names({ order_by: 'name' })).toEqual(['Ledger', 'Mail reader'])
      expect(await names({ name_query: 'MAIL' })).toEqual(['Mail reader'])
      expect(await names({ name_query: client_id })).toEqual(['Mail reader'])
      await refused(listOAuthApplications(ctx, { order_by: 'id' }), 422, 'form_param_value_invalid')
    },

  'a logo is an image of at most 10 MB': async ({ ctx, emulator, refused }) => {
    const { id } = await createOAuthApplication(ctx, { name: 'Ledger' })
    const logo = (type: string, size = 4) => ({ file: new Blob([new Uint8Array(size)], { type }) })
    const updated = await updateOAuthApplicationLogo(ctx, id, logo('image/png'))
    const served = await emulator.fetch(updated.client_image_url ?? '')
    expect((await served.arrayBuffer()).byteLength).toBe(4)
    expect(await getOAuthApplication(ctx, id)).toEqual(updated)
    const page = updateOAuthApplicationLogo(ctx, id, logo('text/html'))
    await refused(page, 415, 'unsupported_content_type')
    const large = updateOAuthApplicationLogo(ctx, id, logo('image/png', 10_000_001))
    await refused(large, 413, 'image_too_large')
    const nobody = updateOAuthApplicationLogo(ctx, 'oa_none', logo('image/png'))
    await refused(nobody, 404, 'resource_not_found')
  },

  'only the application that a token was issued to can revoke it': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [{ id: 'user_ada', username: 'ada' }] })
    const { id: applicationId } = await createOAuthApplication(ctx, { name: 'Ledger' })
    const other = await createOAuthApplication(ctx, { name: 'Mail' })
    const { token } = await emulator.oauthToken({ userId: 'user_ada', applicationId })
    await refused(revokeOAuthApplicationToken(ctx, other.id, { token }), 404, 'resource_not_found')
    expect(await revokeOAuthApplicationToken(ctx, applicationId, { token })).toBeUndefined()
    const verify = verifyOAuthAccessToken({ ...emulator.ctx }, { access_token: token })
    expect(await verify).toMatchObject({ revoked: true })
    const jwt = await emulator.oauthToken({ userId: 'user_ada', applicationId, format: 'jwt' })
    await refused(
      revokeOAuthApplicationToken(ctx, applicationId, { token: jwt.token }),
      404,
      'resource_not_found',
    )
  },

  'an application that registered itself must ask for consent': async () => {
    const { strict } = emulate({
      seed: { oauthApplications: [{ id: 'oa_mcp', name: 'MCP', dynamically_registered: true }] },
    })
    const update = updateOAuthApplication(strict, 'oa_mcp', { consent_screen_enabled: false })
    await expect(update).rejects.toMatchObject({ code: 'form_param_value_invalid' })
  },
}
