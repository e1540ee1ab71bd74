import {
  type Context,
  listMachines,
  listOAuthApplications,
  revokeApiKey,
  revokeM2mToken,
  verifyOAuthAccessToken,
} from 'clerklet'
import { authenticateRequest } from 'clerklet/verify'
import { describe, expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const world = () =>
  emulate({
    seed: {
      users: [{ id: 'user_ada', username: 'ada' }],
      machines: [
        { id: 'mch_billing', name: 'billing', scoped_machines: ['mch_ledger'] },
        { id: 'mch_ledger', name: 'ledger', secret_key: 'ak_of_ledger' },
      ],
    },
  })

type World = ReturnType<typeof world>
type Accepts = 'api_key' | 'm2m_token' | 'oauth_token' | 'session_token'

/** Authenticates a request with the given headers, in an application that accepts tokens of the given type. */
const ask = (ctx: Context, headers: { authorization: string }, acceptsToken: Accepts) =>
  authenticateRequest(ctx, new Request('https://app.example.com/', { headers }), { acceptsToken })

/** Makes a context that verifies tokens with the JWKS or the PEM key. Other requests to the API fail. */
const local = ({ ctx }: World, key: 'pem' | 'jwks') => ({
  ...ctx,
  jwtKey: key === 'pem' ? ctx.jwtKey : undefined,
  fetch: async (url: string | URL | Request, init?: RequestInit) => {
    if (!`${url}`.endsWith('/jwks')) throw new Error('Asked for more than the JWKS')
    return ctx.fetch(url, init)
  },
})

describe('machineToken', () => {
  test('default', async () => {
    const { ctx, machineToken } = world()
    const { headers, details } = await machineToken({ machineId: 'mch_billing' })
    const state = await ask(ctx, headers, 'm2m_token')
    expect(state).toMatchObject({ status: 'signed-in', payload: { id: details.id } })
    expect(state.toAuth()).toMatchObject({
      subject: 'mch_billing',
      scopes: ['mch_ledger'],
      machineId: 'mch_billing',
    })
  })

  test('args: name creates a machine if none has this name', async () => {
    const { strict, machineToken } = world()
    await machineToken({ name: 'billing' })
    expect((await listMachines(strict)).total_count).toBe(2)
    const { details } = await machineToken({ name: 'mail', scopes: ['mch_ledger'] })
    expect(details.scopes).toEqual(['mch_ledger'])
    expect((await listMachines(strict)).total_count).toBe(3)
  })

  test.each(['pem', 'jwks'] as const)('args: a JWT verifies locally, with %s', async (key) => {
    const emulator = world()
    const { headers } = await emulator.machineToken({
      machineId: 'mch_billing',
      format: 'jwt',
      claims: { job: 7 },
    })
    const ctx = local(emulator, key)
    expect(await ask(ctx, headers, 'm2m_token')).toMatchObject({
      status: 'signed-in',
      payload: { subject: 'mch_billing', claims: { job: 7 } },
    })
    emulator.clock.advance('2h')
    expect(await ask(ctx, headers, 'm2m_token')).toMatchObject({ status: 'signed-out' })
  })

  test('behavior: only the receiving machine can verify a token with its own key', async () => {
    const { ctx, machineToken } = world()
    const receiver = { ...ctx, machineSecretKey: 'ak_of_ledger' }
    const for_us = await machineToken({ machineId: 'mch_billing' })
    expect(await ask(receiver, for_us.headers, 'm2m_token')).toMatchObject({ status: 'signed-in' })
    const for_others = await machineToken({ machineId: 'mch_billing', scopes: [] })
    expect(await ask(receiver, for_others.headers, 'm2m_token')).toMatchObject({
      status: 'signed-out',
      reason: 'token-invalid',
    })
  })

  test('behavior: a token that is revoked, expired or of another type is refused', async () => {
    const { ctx, machineToken, clock } = world()
    const revoked = await machineToken({ machineId: 'mch_billing' })
    await revokeM2mToken(ctx, revoked.details.id)
    expect(await ask(ctx, revoked.headers, 'm2m_token')).toMatchObject({ reason: 'token-invalid' })
    const past = await machineToken({ machineId: 'mch_billing', expiresIn: -1 })
    expect(await ask(ctx, past.headers, 'm2m_token')).toMatchObject({ reason: 'token-invalid' })
    const short = await machineToken({ machineId: 'mch_billing', expiresIn: 60 })
    expect(await ask(ctx, short.headers, 'm2m_token')).toMatchObject({ status: 'signed-in' })
    clock.advance('60s')
    expect(await ask(ctx, short.headers, 'm2m_token')).toMatchObject({ status: 'signed-out' })
    const jwt = await machineToken({ machineId: 'mch_billing', format: 'jwt' })
    expect(await ask(ctx, jwt.headers, 'session_token')).toMatchObject({
      reason: 'token-type-mismatch',
    })
  })

  test('error: an unknown machine', async () => {
    await expect(world().machineToken({ machineId: 'mch_none' })).rejects.toThrow(
      'The machine token is refused: resource_not_found: No machine was found with id mch_none',
    )
  })
})

describe('apiKey', () => {
  test('default', async () => {
    const { ctx, apiKey } = world()
    const { headers, details } = await apiKey({ subject: 'user_ada', scopes: ['builds:read'] })
    const state = await ask(ctx, headers, 'api_key')
    expect(state).toMatchObject({ status: 'signed-in', payload: { id: details.id } })
    expect(state.toAuth()).toMatchObject({ userId: 'user_ada', scopes: ['builds:read'] })
  })

  test('behavior: a revoked or expired key is refused', async () => {
    const { ctx, apiKey, clock } = world()
    const { headers, details } = await apiKey({ subject: 'user_ada' })
    await revokeApiKey(ctx, details.id)
    expect(await ask(ctx, headers, 'api_key')).toMatchObject({ reason: 'token-invalid' })
    const short = await apiKey({ subject: 'user_ada', expiresIn: 60 })
    expect(await ask(ctx, short.headers, 'api_key')).toMatchObject({ status: 'signed-in' })
    clock.advance('60s')
    expect(await ask(ctx, short.headers, 'api_key')).toMatchObject({ status: 'signed-out' })
  })

  test('error: a malformed subject', async () => {
    await expect(world().apiKey({ subject: 'user_none' })).rejects.toThrow(
      'The API key is refused: bad_request: subject must match',
    )
  })
})

describe('oauthToken', () => {
  test('default', async () => {
    const { ctx, strict, oauthToken } = world()
    const { headers, details } = await oauthToken({ userId: 'user_ada' })
    const state = await ask(ctx, headers, 'oauth_token')
    expect(state).toMatchObject({ status: 'signed-in', payload: { id: details.id } })
    const { data } = await listOAuthApplications(strict)
    expect(data).toMatchObject([{ client_id: details.client_id }])
    expect(state.toAuth()).toMatchObject({
      userId: 'user_ada',
      clientId: details.client_id,
      scopes: ['profile', 'email'],
    })
  })

  test.each(['pem', 'jwks'] as const)('args: a JWT verifies locally, with %s', async (key) => {
    const emulator = world()
    const { headers } = await emulator.oauthToken({
      userId: 'user_ada',
      format: 'jwt',
      scopes: ['email'],
    })
    const ctx = local(emulator, key)
    expect(await ask(ctx, headers, 'oauth_token')).toMatchObject({
      status: 'signed-in',
      payload: { subject: 'user_ada', scopes: ['email'] },
    })
    emulator.clock.advance('25h')
    expect(await ask(ctx, headers, 'oauth_token')).toMatchObject({ status: 'signed-out' })
  })

  test.each(['opaque', 'jwt'] as const)(
    'behavior: the times of a token (%s) in responses of the API are seconds',
    async (format) => {
      const { ctx, oauthToken } = world()
      const { token, details } = await oauthToken({ userId: 'user_ada', format, expiresIn: 60 })
      const seconds = NOON / 1000
      const times = { expiration: seconds + 60, created_at: seconds, updated_at: seconds }
      expect(details).toMatchObject(times)
      expect(await verifyOAuthAccessToken(ctx, { access_token: token })).toMatchObject(times)
    },
  )

  test.each([
    ['opaque', undefined, undefined],
    ['opaque', 'https://api.example.com', ['https://api.example.com']],
    ['opaque', ['https://a.example', 'urn:b'], ['https://a.example', 'urn:b']],
    ['jwt', undefined, undefined],
    ['jwt', 'https://api.example.com', ['https://api.example.com']],
    ['jwt', ['https://a.example', 'urn:b'], ['https://a.example', 'urn:b']],
  ] as const)(
    'args: a token (%s) for the audience %j is verified with aud %j',
    async (format, audience, aud) => {
      const { strict, oauthToken } = world()
      const { token, details } = await oauthToken({
        userId: 'user_ada',
        format,
        ...(audience && { audience: typeof audience === 'string' ? audience : [...audience] }),
      })
      const verified = await verifyOAuthAccessToken(strict, { access_token: token })
      expect(verified).toEqual(details)
      expect('aud' in verified ? verified.aud : undefined).toEqual(aud)
      // The audience is absent, not null, because the official type is `aud?: string[]`.
      expect('aud' in verified).toBe(aud !== undefined)
    },
  )

  test('behavior: a snapshot contains the audience of an opaque token', async () => {
    const { oauthToken, snapshot } = world()
    const audience = 'https://api.example.com'
    const { token, details } = await oauthToken({ userId: 'user_ada', audience })
    const later = world()
    later.restore(JSON.parse(JSON.stringify(snapshot())))
    expect(await verifyOAuthAccessToken(later.strict, { access_token: token })).toEqual(details)
  })

  test('error: an unknown user and an unknown application', async () => {
    const { oauthToken } = world()
    await expect(oauthToken({ userId: 'user_none' })).rejects.toThrow(
      'No user was found with id user_none',
    )
    const unknown = oauthToken({ userId: 'user_ada', applicationId: 'oa_none' })
    await expect(unknown).rejects.toThrow('No OAuth application was found with id oa_none')
  })
})

test('behavior: two emulators issue the same keys and tokens', async () => {
  const tokens = async () => {
    const { machineToken, apiKey, oauthToken } = world()
    const issued = [
      machineToken({ machineId: 'mch_billing' }),
      machineToken({ machineId: 'mch_billing', format: 'jwt' }),
      apiKey({ subject: 'user_ada' }),
      oauthToken({ userId: 'user_ada' }),
      oauthToken({ userId: 'user_ada', format: 'jwt' }),
    ]
    return (await Promise.all(issued)).map(({ token }) => token)
  }
  expect(await tokens()).toEqual(await tokens())
})
