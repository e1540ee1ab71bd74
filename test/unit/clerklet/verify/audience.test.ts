import { createClerkClient } from '@clerk/backend'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  type AuthenticateRequestOptions,
  authenticateRequest,
  type OAuthTokenPayload,
  verifyMachineToken,
} from '#clerklet/verify/index.ts'
import { CATEGORY, claims, fetched, instance, prod, SECONDS } from './cases/support.ts'

afterEach(() => vi.unstubAllGlobals())

const API = 'https://api.example.com'
const OTHER = 'https://other.example.com'
const REFUSED = 'token-verification-failed'

/** The response of the API to the verification of an opaque access token. */
const answer = (over: object = {}) => ({
  object: 'clerk_idp_oauth_access_token',
  id: 'oat_1',
  client_id: 'client_1',
  subject: 'user_1',
  scopes: ['read'],
  revoked: false,
  revocation_reason: null,
  expired: false,
  expiration: SECONDS + 60,
  created_at: SECONDS - 60,
  updated_at: SECONDS - 30,
  ...over,
})

function opaque(over: object) {
  const ctx = prod()
  ctx.setup.answer = () => Response.json(answer(over))
  return ctx
}

const oauthJwt = (over: Record<string, unknown> = {}) =>
  instance.sign(claims({ jti: 'oat_9', client_id: 'client_1', scope: 'read', ...over }), {
    typ: 'at+jwt',
  })
const m2mJwt = (aud: unknown) => instance.sign(claims({ sub: 'mch_1', aud }), { cat: CATEGORY.m2m })

/** Verifies a token with `authenticateRequest` and `verifyMachineToken`, which must agree. Returns `ok` or the error code. */
async function outcome(ctx: ReturnType<typeof prod>, token: string, audiences: object) {
  const acceptsToken = ['oauth_token', 'm2m_token'] as const
  const options = { ...audiences, acceptsToken }
  const { reason } = await authenticateRequest(ctx, fetched(undefined, { token }), options)
  const code = await verifyMachineToken(ctx, token, audiences).then(
    () => null,
    (error) => error.code,
  )
  expect(code).toBe(reason)
  return reason ?? 'ok'
}

const RIGHT = [API, [API], [OTHER, API]]
const WRONG = [
  undefined,
  null,
  '',
  [],
  [''],
  OTHER,
  [OTHER],
  `${API}/`,
  API.slice(0, -1),
  0,
  42,
  true,
  false,
  {},
  { [API]: API },
  [[API]],
  // One entry matches, but the other is not a string or is empty.
  [API, 1],
  [API, null],
  [API, ''],
  [API, {}],
]
const ROWS = [
  ...RIGHT.map((aud) => [aud, 'ok'] as const),
  ...WRONG.map((aud) => [aud, REFUSED] as const),
]

describe('args: audience, of OAuth access tokens', () => {
  test.each(ROWS)('behavior: aud %j: %s', async (aud, expected) => {
    for (const audiences of [
      { audience: API },
      { audience: ['x', API] },
      { machineAudience: API },
      { machineAudience: [API], audience: OTHER },
    ]) {
      expect(await outcome(opaque({ aud }), 'oat_1', audiences)).toBe(expected)
      expect(await outcome(prod(), await oauthJwt({ aud }), audiences)).toBe(expected)
    }
  })

  test.each(ROWS)(
    'behavior: the official SDK decides the same for aud %j: %s',
    async (aud, decided) => {
      const seconds = Math.floor(Date.now() / 1000)
      const jwt = await oauthJwt({ aud, iat: seconds, nbf: seconds, exp: seconds + 60 })
      const keys = { ...prod(), now: Date.now }
      const fetch = async () => Response.json(answer({ aud }))
      for (const [token, expected] of [
        ['oat_1', await official('oat_1', fetch)],
        [jwt, await official(jwt, fetch)],
      ] as const) {
        const state = await authenticateRequest(
          { ...keys, fetch },
          fetched(undefined, { token }),
          OFFICIAL_OPTIONS,
        )
        expect(expected ?? 'ok').toBe(decided)
        expect(state.reason).toBe(expected)
      }
    },
  )

  test('behavior: aud is ignored unless an audience is expected', async () => {
    for (const aud of WRONG) {
      for (const audiences of [{}, { audience: [] }, { audience: API, machineAudience: [] }]) {
        expect(await outcome(opaque({ aud }), 'oat_1', audiences)).toBe('ok')
        expect(await outcome(prod(), await oauthJwt({ aud }), audiences)).toBe('ok')
      }
    }
  })

  test('error: the refusal contains the actual and the expected value, but not the token', async () => {
    const error = await verifyMachineToken(opaque({ aud: OTHER }), 'oat_1', {
      audience: API,
    }).catch((thrown) => thrown)
    expect(error).toMatchObject({ name: 'MachineTokenVerificationError', status: 200 })
    expect(error.fullMessage).toContain(
      `The aud of the token is "${OTHER}", and must name one of ["${API}"].`,
    )
    expect(error.fullMessage).not.toContain('oat_1')
  })

  test('error: a token that is revoked is invalid, whatever its aud', async () => {
    expect(await outcome(opaque({ aud: OTHER, revoked: true }), 'oat_1', { audience: API })).toBe(
      'token-invalid',
    )
  })
})

const OFFICIAL_OPTIONS: AuthenticateRequestOptions<'oauth_token'> = {
  audience: API,
  acceptsToken: 'oauth_token',
}

async function official(token: string, fetch: () => Promise<Response>) {
  vi.stubGlobal('fetch', fetch)
  const { secretKey = '', publishableKey = '' } = prod()
  const client = createClerkClient({ secretKey, publishableKey, jwtKey: instance.pem })
  const request = fetched(undefined, { token })
  return (await client.authenticateRequest(request, OFFICIAL_OPTIONS as { audience: string }))
    .reason
}

describe('args: audience, of M2M JWTs', () => {
  test.each([
    ...RIGHT.map((aud) => [aud, 'ok'] as const),
    ...[undefined, null, '', [], ['']].map((aud) => [aud, 'ok'] as const),
    ...[OTHER, [OTHER], 0, 42, true, false, {}, [API, 1], [null], [[API]]].map(
      (aud) => [aud, REFUSED] as const,
    ),
  ])('behavior: aud %j: %s', async (aud, expected) => {
    for (const audiences of [{ audience: API }, { machineAudience: API, audience: OTHER }]) {
      expect(await outcome(prod(), await m2mJwt(aud), audiences)).toBe(expected)
    }
  })
})

describe('behavior: aud and act in the payload of an OAuth access token', () => {
  const act = { sub: 'client_2', iss: 'https://a', act: { sub: 'client_3' }, roles: ['x'] }
  const payloads = async (over: Record<string, unknown>) => [
    (await verifyMachineToken(opaque(over), 'oat_1')).payload as OAuthTokenPayload,
    (await verifyMachineToken(prod(), await oauthJwt(over))).payload as OAuthTokenPayload,
  ]

  test('a text becomes a list with one item', async () => {
    for (const payload of await payloads({ aud: API, act })) {
      expect(payload).toMatchObject({ aud: [API], act })
    }
    for (const payload of await payloads({ aud: [API, OTHER] })) {
      expect(payload.aud).toEqual([API, OTHER])
      expect(payload).not.toHaveProperty('act')
    }
  })

  test.each([undefined, null, '', [], 42, true, {}, [API, 1], ['']])(
    'aud %j is absent',
    async (aud) => {
      for (const payload of await payloads({ aud })) expect(payload).not.toHaveProperty('aud')
    },
  )

  test.each([null, 'x', 42, [], {}, { sub: 42 }, [{ sub: 'x' }]])(
    'act %j is absent',
    async (act) => {
      for (const payload of await payloads({ act })) expect(payload).not.toHaveProperty('act')
    },
  )
})

describe('behavior: times of an OAuth access token are milliseconds', () => {
  const times = { expiration: SECONDS + 60, created_at: SECONDS - 60, updated_at: SECONDS - 30 }
  const expected = {
    expiration: (SECONDS + 60) * 1000,
    created_at: (SECONDS - 60) * 1000,
    updated_at: (SECONDS - 30) * 1000,
  }

  test('times in seconds are converted', async () => {
    expect((await verifyMachineToken(opaque(times), 'oat_1')).payload).toMatchObject(expected)
  })

  test('times in milliseconds are not changed', async () => {
    expect((await verifyMachineToken(opaque(expected), 'oat_1')).payload).toMatchObject(expected)
  })

  test('a token that does not expire has no expiration', async () => {
    const { payload } = await verifyMachineToken(opaque({ expiration: null }), 'oat_1')
    expect(payload.expiration).toBeNull()
  })

  test('the times of a JWT are converted', async () => {
    const token = await oauthJwt({ exp: SECONDS + 60, iat: SECONDS - 60 })
    expect((await verifyMachineToken(prod(), token)).payload).toMatchObject({
      expiration: (SECONDS + 60) * 1000,
      created_at: (SECONDS - 60) * 1000,
    })
  })

  // The API returns the times of API keys and M2M tokens in milliseconds.
  test.each(['ak_1', 'mt_1'])('those of %s are not changed', async (token) => {
    const ctx = opaque({ ...expected, last_used_at: 5 })
    expect((await verifyMachineToken(ctx, token)).payload).toMatchObject({
      ...expected,
      last_used_at: 5,
    })
  })
})
