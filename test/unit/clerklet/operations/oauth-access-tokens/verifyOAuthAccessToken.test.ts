import { verifyOAuthAccessToken } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('verifyOAuthAccessToken', () => {
  const route = '/v1/oauth_applications/access_tokens/verify'
  const token = {
    object: 'clerk_idp_oauth_access_token',
    id: 'oat_1',
    client_id: 'client_1',
    subject: 'user_1',
    scopes: ['profile'],
    revoked: false,
    revocation_reason: null,
    expired: false,
    expiration: 1_700_003_600_000,
    created_at: 1_700_000_000_000,
    updated_at: 1_700_000_000_000,
  }

  test('default', async () => {
    api().post(route, { access_token: 'oat_secret' }).reply(200, token)

    await expect(verifyOAuthAccessToken(ctx, { access_token: 'oat_secret' })).resolves.toEqual(
      token,
    )
  })

  test('behavior: audience, actor and times in seconds are returned as received', async () => {
    const bound = {
      ...token,
      expiration: 1_700_003_600,
      aud: ['https://api.example.com'],
      act: { sub: 'client_2', act: { sub: 'client_3' } },
    }
    api().post(route).reply(200, bound)

    const verified = await verifyOAuthAccessToken(ctx, { access_token: 'oat_secret' })

    expect(verified).toEqual(bound)
    expect(verified.active === false ? undefined : verified.aud).toEqual(bound.aud)
  })

  test('behavior: an inactive token is recognised by `active`', async () => {
    api().post(route).reply(200, { active: false })

    const verified = await verifyOAuthAccessToken(ctx, { access_token: 'oat_secret' })

    expect(verified.active === false ? 'inactive' : verified.subject).toBe('inactive')
  })

  test.each([
    ['scopes', 'profile', 'array', 'string'],
    ['aud', 'https://api.example.com', 'array', 'string'],
    ['act', 'client_2', 'object', 'string'],
  ])('error: %s of the wrong kind', async (path, value, expected, received) => {
    api()
      .post(route)
      .reply(200, { ...token, [path]: value })

    const lenient = { ...ctx, onDrift: undefined }
    const error = await verifyOAuthAccessToken(lenient, { access_token: 'oat_secret' }).catch(
      (e) => e,
    )

    expect(error.issues).toEqual([{ path, expected, received }])
  })
})
