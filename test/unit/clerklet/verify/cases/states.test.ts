import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { signedOut } from '#clerklet/verify/auth/state.ts'
import {
  authenticateRequest,
  debugState,
  type SignedInAuth,
  selectAuth,
  serializableAuth,
} from '#clerklet/verify/index.ts'
import { claims, fetched, instance, page, prod, SECONDS } from './support.ts'

const SESSION_OUT = {
  tokenType: 'session_token',
  isAuthenticated: false,
  userId: null,
  sessionId: null,
  sessionClaims: null,
  sessionStatus: null,
  actor: null,
  orgId: null,
  orgRole: null,
  orgSlug: null,
  orgPermissions: null,
  factorVerificationAge: null,
}
const KEY = {
  object: 'api_key',
  id: 'ak_1',
  name: 'k',
  subject: 'user_1',
  scopes: ['s'],
  claims: null,
}

async function machineAuth(token: string, payload: object) {
  const ctx = prod()
  ctx.setup.answer = () => Response.json(payload)
  const request = fetched(undefined, { token })
  return (await authenticateRequest(ctx, request, { acceptsToken: 'any' })).toAuth()
}

async function session(over: Record<string, unknown> = {}, ctx = prod()) {
  const token = await instance.sign(claims(over))
  const state = await authenticateRequest(ctx, fetched(undefined, { token }))
  return { token, state, auth: state.toAuth() as SignedInAuth, ctx }
}

test('S01 a signed-in state has no debug headers', async () => {
  expect([...(await session()).state.headers]).toEqual([])
})

test('S02 signed-out and handshake states have status, reason and message as headers', async () => {
  const request = page(undefined, { token: await instance.sign(claims({ exp: SECONDS - 60 })) })
  const { headers, reason } = await authenticateRequest(prod(), request)
  expect(headers.get('x-clerk-auth-status')).toBe('handshake')
  expect(headers.get('x-clerk-auth-reason')).toBe(reason)
  expect(headers.get('x-clerk-auth-message')).toBe('The token has expired.')
  expect(headers.get('location')).toContain('/v1/client/handshake')
  const out = await authenticateRequest(prod(), fetched())
  expect([...out.headers]).toEqual([
    ['x-clerk-auth-reason', 'session-token-and-uat-missing'],
    ['x-clerk-auth-status', 'signed-out'],
  ])
})

test('H-47 the header contains no part of the message', async () => {
  const ctx = prod({ authorizedParties: ['https://admin.internal'] })
  const { state } = await session({}, ctx)
  expect(state.message).toContain('admin.internal')
  expect(state.headers.get('x-clerk-auth-message')).toBe(
    'The token was not issued to an application that is accepted here.',
  )
})

test('S03 a text that cannot be a header is left out', () => {
  const { headers } = signedOut([], 'a\nb', 'naïve ✓')
  expect([...headers]).toEqual([
    ['x-clerk-auth-message', 'The request is not signed in.'],
    ['x-clerk-auth-status', 'signed-out'],
  ])
})

test('S04 `getToken` of a session and of a machine gives the token that was sent', async () => {
  const { auth, token } = await session()
  expect(await auth.getToken()).toBe(token)
  expect(await (await machineAuth('ak_x', KEY))?.getToken?.()).toBe('ak_x')
})

test('S05 X20 Y06 a signed-out machine has null fields, no token, and false from `has`', async () => {
  const request = fetched(undefined, { token: 'ak_x' })
  const state = await authenticateRequest(prod(), request, { acceptsToken: 'api_key' })
  const auth = state.toAuth()
  expect(auth).toMatchObject({
    tokenType: 'api_key',
    isAuthenticated: false,
    id: null,
    subject: null,
    name: null,
    scopes: null,
    claims: null,
    userId: null,
    orgId: null,
  })
  expect(await auth.getToken()).toBeNull()
  expect(auth.has({})).toBe(false)
})

test.each([
  ['user_1', { userId: 'user_1', orgId: null }],
  ['org_1', { userId: null, orgId: 'org_1' }],
  ['mch_1', { userId: null, orgId: null }],
])('S06 Y09 an API key of %s', async (subject, expected) => {
  expect(await machineAuth('ak_x', { ...KEY, subject })).toMatchObject({
    tokenType: 'api_key',
    isAuthenticated: true,
    id: 'ak_1',
    subject,
    name: 'k',
    scopes: ['s'],
    ...expected,
  })
})

test('S07 an OAuth token gives user, client and scopes', async () => {
  const payload = { ...KEY, object: 'clerk_idp_oauth_access_token', client_id: 'client_1' }
  expect(await machineAuth('oat_x', payload)).toMatchObject({
    tokenType: 'oauth_token',
    userId: 'user_1',
    clientId: 'client_1',
    scopes: ['s'],
  })
})

test('S08 S09 an M2M token gives the machine as its subject', async () => {
  const payload = { ...KEY, object: 'machine_to_machine_token', subject: 'mch_1' }
  const auth = await machineAuth('mt_x', payload)
  expect(auth).toMatchObject({ tokenType: 'm2m_token', subject: 'mch_1', machineId: 'mch_1' })
  expect((auth as { has(params: object): boolean }).has({ role: 'admin' })).toBe(false)
})

describe('S10 W09 selectAuth', () => {
  test('any, and a matching kind, select the auth object', async () => {
    const { auth } = await session()
    expect(selectAuth(auth, 'any')).toBe(auth)
    expect(selectAuth(auth)).toBe(auth)
    expect(selectAuth(auth, ['api_key', 'session_token'])).toBe(auth)
  })

  test('a list without the kind selects none', async () => {
    const { auth } = await session()
    expect(selectAuth(auth, ['api_key'])).toEqual({ tokenType: null, isAuthenticated: false })
  })

  test('another kind alone selects its signed-out object', async () => {
    const { auth } = await session()
    expect(selectAuth(auth, 'api_key')).toMatchObject({
      tokenType: 'api_key',
      isAuthenticated: false,
      id: null,
    })
    expect(selectAuth({ tokenType: null, isAuthenticated: false })).toMatchObject(SESSION_OUT)
    expect(selectAuth(null)).toMatchObject(SESSION_OUT)
  })
})

test('S11 the serialisable form has no functions', async () => {
  const { auth } = await session()
  const data = serializableAuth(auth)
  expect(Object.values(data).some((value) => typeof value === 'function')).toBe(false)
  expect(data).toMatchObject({ userId: 'user_1', sessionClaims: claims() })
})

test('S12 H-13 debug output has at most seven characters of a credential', async () => {
  const { state, token, ctx } = await session()
  const shown = debugState(state, { ...ctx, machineSecretKey: 'ak_123456789' })
  expect(shown).toEqual({
    status: 'signed-in',
    tokenType: 'session_token',
    reason: null,
    message: null,
    token: token.slice(0, 7),
    secretKey: 'sk_live',
    machineSecretKey: 'ak_1234',
    publishableKey: ctx.publishableKey,
    trace: ['token in the header', 'signed-in'],
  })
  expect(inspect(shown)).not.toContain(token.slice(8, 30))
})

describe('S13 S14 getToken', () => {
  const setup = async (over?: Record<string, unknown>) => {
    const ctx = prod()
    ctx.setup.answer = () => Response.json({ jwt: 'new' })
    return session(over, ctx)
  }
  const root = 'https://api.clerk.com/v1/sessions/sess_1/tokens'

  test.each([
    ['template and lifetime', { template: 't', expiresInSeconds: 9 }, `${root}/t`, 9],
    ['template', { template: 't' }, `${root}/t`, undefined],
    ['lifetime', { expiresInSeconds: 9 }, root, 9],
  ])('%s', async (_, options, url, seconds) => {
    const { auth, ctx } = await setup()
    expect(await auth.getToken(options)).toBe('new')
    const body = seconds === undefined ? {} : { expires_in_seconds: seconds }
    expect(ctx.calls).toMatchObject([{ method: 'POST', url, body }])
    expect(ctx.calls[0]?.body).toEqual(body)
  })

  test('without a template and a lifetime it is the token as presented', async () => {
    const { auth, ctx, token } = await setup()
    expect(await auth.getToken({})).toBe(token)
    expect(ctx.calls).toEqual([])
  })

  test('no session', async () => {
    const { auth } = await setup({ sid: undefined })
    expect(await auth.getToken()).toBeNull()
  })

  test('error: the API refuses', async () => {
    const { auth, ctx } = await setup()
    ctx.setup.answer = () =>
      Response.json(
        { errors: [{ code: 'resource_not_found', message: 'No.' }], clerk_trace_id: 'tr_1' },
        { status: 404, headers: { 'retry-after': '3' } },
      )
    await expect(auth.getToken({ template: 't' })).rejects.toMatchObject({
      name: 'ClerkApiError',
      status: 404,
      code: 'resource_not_found',
      traceId: 'tr_1',
      retryAfter: 3,
    })
  })

  test.each([
    ['a/b', `${root}/a%2Fb`],
    ['a.b', `${root}/a.b`],
    ['%2e%2e', `${root}/%252e%252e`],
    ['%252e%252e', `${root}/%25252e%25252e`],
  ])('S17 H-12 the template %s stays one segment', async (template, url) => {
    const { auth, ctx } = await setup()
    await auth.getToken({ template })
    expect(ctx.calls[0]?.url).toBe(url)
    expect(new URL(ctx.calls[0]?.url ?? '').pathname.split('/')).toHaveLength(6)
  })

  test.each(['.', '..', ''])('S17 the template %j is refused', async (template) => {
    const { auth, ctx } = await setup()
    await expect(auth.getToken({ template })).rejects.toThrow('pass a non-empty string')
    expect(ctx.calls).toEqual([])
  })
})

test('S15 W12 W13 options win over the context', async () => {
  const token = await instance.sign()
  const ctx = prod({ jwtKey: 'nonsense', clockSkewInMs: 0, audience: 'a' })
  const state = await authenticateRequest(ctx, fetched(undefined, { token }), {
    jwtKey: instance.pem,
    clockSkewInMs: undefined,
  })
  expect(state.status).toBe('signed-in')
})

test('S15 H-14 authorizedParties on the context are used', async () => {
  const token = await instance.sign()
  const ctx = prod({ authorizedParties: ['https://x.com'] })
  const request = fetched(undefined, { token })
  expect((await authenticateRequest(ctx, request)).status).toBe('signed-out')
  const options = { authorizedParties: ['https://example.com'] }
  expect((await authenticateRequest(ctx, request, options)).status).toBe('signed-in')
})

describe('X Y the cases of the clients for PHP and Python', () => {
  test('X13 Y01 without a token, the request is signed out', async () => {
    const state = await authenticateRequest(prod(), fetched())
    // In the SDKs for PHP and Python, the reason is session-token-missing.
    expect(state).toMatchObject({ reason: 'session-token-and-uat-missing', payload: null })
    expect(state.toAuth()).toMatchObject(SESSION_OUT)
  })

  test('X14 a token in a cookie or in the header is signed in', async () => {
    const token = await instance.sign()
    const cookies = { __session: token, __client_uat: 5 }
    for (const carried of [{ token }, { cookies }]) {
      const state = await authenticateRequest(prod(), fetched(undefined, carried))
      expect(state.status).toBe('signed-in')
    }
  })

  test('X16 an M2M token needs a secret key, and a JWT key is not enough', async () => {
    const ctx = prod({ secretKey: undefined })
    await expect(
      authenticateRequest(ctx, fetched(), { acceptsToken: 'm2m_token' }),
    ).rejects.toThrow('secretKey is missing')
  })

  test('X19 the auth objects of formats 1 and 2 have the same fields', async () => {
    const first = await session({ org_id: 'org_1', org_role: 'org:admin', org_slug: 'a' })
    const second = await session({ v: 2, o: { id: 'org_1', rol: 'admin', slg: 'a' } })
    for (const { auth } of [first, second]) {
      expect(auth).toMatchObject({ orgId: 'org_1', orgRole: 'org:admin', orgSlug: 'a' })
    }
  })

  test('Y07 a session token is refused where only machines are accepted', async () => {
    const request = fetched(undefined, { token: await instance.sign() })
    const state = await authenticateRequest(prod(), request, { acceptsToken: ['api_key'] })
    // In the SDK for Python, the reason is token-type-not-supported.
    expect(state.reason).toBe('token-type-mismatch')
  })

  test('Y08 without a list of accepted types, the default applies', async () => {
    const state = await authenticateRequest(prod(), fetched(undefined, { token: 'ak_x' }))
    expect(state).toMatchObject({ tokenType: 'session_token', reason: 'token-invalid' })
  })

  test('Y12 a 403 of the verification endpoint signs the request out', async () => {
    const ctx = prod()
    ctx.setup.answer = () => Response.json({}, { status: 403 })
    const request = fetched(undefined, { token: 'ak_x' })
    const state = await authenticateRequest(ctx, request, { acceptsToken: 'api_key' })
    // In the SDK for Python, the reason is token-invalid, even when the configuration may be at fault.
    expect(state.reason).toBe('unexpected-error')
  })
})
