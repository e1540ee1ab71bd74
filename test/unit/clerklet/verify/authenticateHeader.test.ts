import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  authenticateHeader,
  authenticateRequest,
  has,
  type VerifyContext,
} from '#clerklet/verify/index.ts'
import { claims, NOW, SECONDS, signer } from '#fixtures/tokens.ts'

const instance = await signer()
const ctx: VerifyContext = {
  secretKey: 'sk_test_fixturefixture',
  publishableKey: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k',
  jwtKey: instance.pem,
  now: () => NOW,
}

function request(token?: string, headers: Record<string, string> = {}) {
  return new Request('https://example.com/api', {
    headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
  })
}

describe.each([
  ['authenticateHeader', authenticateHeader],
  ['authenticateRequest', authenticateRequest],
])('%s', (_, authenticate) => {
  test('default', async () => {
    const token = await instance.sign()
    const state = await authenticate(ctx, request(token), {
      authorizedParties: ['https://example.com'],
    })
    expect(state).toMatchObject({
      status: 'signed-in',
      tokenType: 'session_token',
      isAuthenticated: true,
      reason: null,
      message: null,
      token,
      payload: { sub: 'user_1' },
      trace: ['token in the header', 'signed-in'],
    })
    expect([...state.headers]).toEqual([])
    const auth = state.toAuth()!
    expect(auth).toMatchObject({ isAuthenticated: true, userId: 'user_1', sessionId: 'sess_1' })
  })

  test('behavior: a token without a scheme is accepted', async () => {
    const headers = { authorization: await instance.sign() }
    expect(await authenticate(ctx, request(undefined, headers))).toMatchObject({
      status: 'signed-in',
    })
  })

  test.each(['bearer ', 'BEARER ', 'Bearer   ', 'Bearer\t', '  bEaReR  '])(
    'behavior: the scheme is read in any case, with any number of blanks: %j',
    async (scheme) => {
      const headers = { authorization: scheme + (await instance.sign()) }
      expect(await authenticate(ctx, request(undefined, headers))).toMatchObject({
        status: 'signed-in',
      })
    },
  )

  test.each([
    ['Bearer null', '"null"'],
    ['Bearer undefined', '"undefined"'],
    ['bearer  UNDEFINED', '"UNDEFINED"'],
    ['undefined', '"undefined"'],
    ['Bearer [object Promise]', '"[object"'],
    ['Bearer [object Object]', '"[object"'],
    ['Bearer', '"Bearer"'],
    ['Bearer Bearer x', '"Bearer"'],
  ])('error: %j is no token, and the message says so', async (authorization, word) => {
    const state = await authenticate(ctx, request(undefined, { authorization }))
    expect(state).toMatchObject({
      status: 'signed-out',
      reason: 'token-invalid',
      message: `The Authorization header has ${word} in place of a token. Await getToken() on the client, and send no header when it returns null. (reason=token-invalid, token-carrier=header)`,
      trace: ['a placeholder in the header', 'signed-out: token-invalid'],
    })
  })

  test('behavior: an organization in the claims of format 2', async () => {
    const token = await instance.sign(
      claims({
        v: 2,
        fea: 'o:dashboard,o:teams',
        o: { id: 'org_1', slg: 'acme', rol: 'admin', per: 'manage,read', fpm: '3,2' },
      }),
    )
    const auth = (await authenticate(ctx, request(token))).toAuth()!
    expect(auth).toMatchObject({ orgId: 'org_1', orgSlug: 'acme', orgRole: 'org:admin' })
    expect(has(auth, { role: 'admin', permission: 'org:teams:read' })).toBe(true)
    expect(has(auth, { permission: 'org:teams:manage' })).toBe(false)
  })

  test('behavior: a pending session counts as signed out by default', async () => {
    const state = await authenticate(ctx, request(await instance.sign(claims({ sts: 'pending' }))))
    expect(state.status).toBe('signed-in')
    expect(state.toAuth()).toMatchObject({ userId: null, sessionStatus: 'pending' })
    expect(state.toAuth({ treatPendingAsSignedOut: false })).toMatchObject({ userId: 'user_1' })
  })

  test.each([
    ['is expired', claims({ exp: SECONDS - 60 }), {}, /expired/],
    ['is early', claims({ nbf: SECONDS + 60 }), {}, /not-active-yet|nbf/],
    ['comes from the future', claims({ iat: SECONDS + 60 }), {}, /iat-in-the-future/],
    ['is of a template', claims(), { cat: 'cl_B7d4PD222AAA' }, /token-type-mismatch/],
    ['is of a machine', claims({ sub: 'mch_1' }), {}, /token-type-mismatch/],
    ['is an OAuth access token', claims(), { typ: 'at+jwt' }, /token-type-mismatch/],
    ['is not signed', claims(), { alg: 'none' }, /token-invalid-algorithm/],
  ])('error: the token %s', async (_, payload, header, reason) => {
    const token = await instance.sign(payload, header)
    const state = await authenticate(ctx, request(token))
    expect(state).toMatchObject({ status: 'signed-out', token: null, payload: null })
    expect(state.reason).toMatch(reason)
    expect(state.headers.get('x-clerk-auth-reason')).toBe(state.reason)
    expect(state.headers.get('x-clerk-auth-status')).toBe('signed-out')
    expect(state.toAuth()).toMatchObject({ isAuthenticated: false, userId: null })
    expect(JSON.stringify([state, ...state.headers])).not.toContain(token.slice(-20))
  })

  test.each(['x', 'mt_1234', 'a.b.c', 'null'])('error: %s is not a token', async (token) => {
    expect(await authenticate(ctx, request(token))).toMatchObject({
      status: 'signed-out',
      reason: 'token-invalid',
      message: expect.stringContaining('token-carrier=header'),
    })
  })

  test('error: the keys cannot be loaded', async () => {
    const { jwtKey: _, ...remote } = ctx
    const state = await authenticate(
      { ...remote, fetch: async () => Response.json({ keys: [] }) },
      request(await instance.sign()),
    )
    expect(state).toMatchObject({ status: 'signed-out', reason: 'jwk-remote-failed-to-load' })
  })

  test('error: a mistake in the configuration is thrown', async () => {
    const { jwtKey: _, secretKey: __, publishableKey, ...none } = ctx
    const token = await instance.sign()
    await expect(authenticate(none, request(token))).rejects.toThrow(/Key is missing/)
    const given = { ...none, publishableKey }
    await expect(
      authenticate({ ...given, secretKey: 'pk_live_x' }, request(token)),
    ).rejects.toThrow('is a publishable key')
    await expect(authenticate({ ...ctx, jwtKey: 'nonsense' }, request(token))).rejects.toThrow(
      'jwtKey is not',
    )
  })

  test('behavior: printing a state shows no token', async () => {
    const token = await instance.sign()
    const state = await authenticate(ctx, request(token))
    expect(inspect(state, { depth: 9, showHidden: true }) + JSON.stringify(state)).not.toContain(
      token.slice(-20),
    )
  })
})

test('error: the message for an unevaluated template does not contain it', async () => {
  const token = await instance.sign()
  for (const word of [`\${${token}}`, `"\${${token}"`]) {
    for (const authenticate of [authenticateHeader, authenticateRequest]) {
      const state = await authenticate(ctx, request(word))
      expect(state).toMatchObject({ status: 'signed-out', reason: 'token-invalid' })
      expect(state.message).toContain('has a template in place of a token')
      expect(JSON.stringify([state.message, state.trace])).not.toContain(token.slice(0, 20))
    }
  }
})

test('error: headers that are a promise are refused', async () => {
  const request = { headers: Promise.resolve(new Headers()) } as never
  await expect(authenticateHeader(ctx, request)).rejects.toThrow('The request has no headers')
})

test('error: no token', async () => {
  expect(await authenticateHeader(ctx, request())).toMatchObject({
    status: 'signed-out',
    reason: 'session-token-missing',
  })
  expect(
    await authenticateHeader(ctx, request(undefined, { authorization: 'Basic eDp5' })),
  ).toMatchObject({ reason: 'session-token-missing' })
  expect(await authenticateRequest(ctx, request())).toMatchObject({
    status: 'signed-out',
    reason: 'session-token-and-uat-missing',
  })
})

test.each(['any', 'api_key', ['session_token', 'api_key']] as const)(
  'error: Bearer undefined where %j is accepted',
  async (acceptsToken) => {
    const headers = { authorization: 'Bearer undefined' }
    expect(
      await authenticateRequest(ctx, request(undefined, headers), { acceptsToken }),
    ).toMatchObject({
      status: 'signed-out',
      message: expect.stringContaining('has "undefined" in place of a token'),
      trace: ['a placeholder in the header', expect.stringContaining('signed-out')],
    })
  },
)

test('error: a publishable key that is missing or malformed', async () => {
  const { publishableKey: _, ...without } = ctx
  await expect(authenticateRequest(without, request())).rejects.toThrow('publishableKey is missing')
  await expect(
    authenticateRequest({ ...ctx, publishableKey: 'pk_live_x' }, request()),
  ).rejects.toThrow('publishableKey is not valid')
})

test('behavior: the auth object of authenticateHeader is plain data', async () => {
  const auth = (await authenticateHeader(ctx, request(await instance.sign()))).toAuth()
  expect(structuredClone(auth)).toEqual(auth)
})

describe('behavior: authenticateHeader takes headers as Node and clouds pass them', () => {
  const shapes: [string, (value: string) => Parameters<typeof authenticateHeader>[1]][] = [
    ['Headers', (authorization) => ({ headers: new Headers({ authorization }) })],
    [
      'a request of Node',
      (authorization) => ({
        headers: { host: 'example.com', authorization, 'set-cookie': ['a', 'b'], via: undefined },
      }),
    ],
    ['an event of API Gateway, version 1', (value) => ({ headers: { Authorization: value } })],
    [
      'its multiValueHeaders',
      (value) => ({ headers: { Host: ['example.com'], Authorization: [value] } }),
    ],
    ['names in upper case', (value) => ({ headers: { AUTHORIZATION: value } })],
    [
      'a request of CloudFront',
      (value) => ({ headers: { authorization: [{ key: 'Authorization', value }] } }),
    ],
    [
      'together with a header called get',
      (authorization) => ({ headers: { get: 'x', authorization } }),
    ],
  ]

  test.each(shapes)('%s', async (_, shape) => {
    const state = await authenticateHeader(ctx, shape(`Bearer ${await instance.sign()}`))
    expect(state).toMatchObject({
      status: 'signed-in',
      trace: ['token in the header', 'signed-in'],
    })
    const missing = await authenticateHeader(ctx, shape(''))
    expect(missing).toMatchObject({ status: 'signed-out', reason: 'session-token-missing' })
    const misspelled = await authenticateHeader(ctx, shape('bearer  undefined'))
    expect(misspelled.message).toContain('has "undefined" in place of a token')
  })

  test('error: several tokens are refused, as in Headers', async () => {
    const bearer = `Bearer ${await instance.sign()}`
    const joined = new Headers([
      ['authorization', bearer],
      ['authorization', bearer],
    ])
    const headers = { authorization: bearer, Authorization: bearer }
    for (const given of [{ headers }, { headers: { authorization: [bearer, bearer] } }]) {
      expect(await authenticateHeader(ctx, given)).toMatchObject({ reason: 'token-invalid' })
    }
    expect(await authenticateHeader(ctx, { headers: joined })).toMatchObject({
      reason: 'token-invalid',
    })
  })

  test('error: a header that throws is a mistake of configuration', async () => {
    const throwing = () => {
      throw new Error('secret of mine')
    }
    for (const headers of [
      { get: throwing },
      Object.defineProperty({}, 'authorization', { get: throwing, enumerable: true }),
    ]) {
      const error = await authenticateHeader(ctx, { headers }).catch((error) => error)
      expect(`${error}`).toBe(
        'ClerkConfigError: The header authorization cannot be read: it throws',
      )
    }
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an object', {}],
    ['a text', 'Bearer x'],
    ['the context of Hono', { req: { raw: request() }, env: {} }],
    ['the request of Hono', { raw: request(), header: () => 'Bearer x' }],
    ['headers that are null', { headers: null }],
    ['headers that are pairs', { headers: [['authorization', 'Bearer x']] }],
    ['headers that are a function', { headers: () => ({}) }],
  ])('error: %s has no headers', async (_, given) => {
    const error = await authenticateHeader(ctx, given as Request).catch((error) => error)
    expect(`${error}`).toBe(
      'ClerkConfigError: The request has no headers: pass the Request, which is c.req.raw in Hono, or { headers } as Node or the cloud gives them',
    )
  })
})

describe('error: authenticateRequest only takes a Request, and its error names toRequest', () => {
  const headers = new Headers({ authorization: 'Bearer x' })
  const url = 'https://example.com/x'

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'it is not an object'],
    ['null', null, 'it is not an object'],
    ['a URL', url, 'it is not an object'],
    ['a list', [request()], 'it is not an object'],
    ['an object', {}, 'its headers are not those of a Request'],
    [
      'a request of Node',
      { headers: { authorization: 'Bearer x' }, url: '/x', method: 'GET' },
      'its headers are not those of a Request',
    ],
    [
      'a request of Express',
      { get: () => 'Bearer x', headers: {}, url, method: 'GET' },
      'its headers are not those of a Request',
    ],
    [
      'an event of API Gateway',
      { httpMethod: 'GET', path: '/x', headers: { Authorization: 'Bearer x' } },
      'its headers are not those of a Request',
    ],
    [
      'the context of Hono',
      { req: { raw: request() }, env: {} },
      'its headers are not those of a Request',
    ],
    [
      'the request of Hono',
      { raw: request(), url, method: 'GET', header: () => 'Bearer x' },
      'its headers are not those of a Request',
    ],
    [
      'a URL that is only a path',
      { headers, url: '/x', method: 'GET' },
      'the URL of the request is not absolute',
    ],
    [
      'a URL of another kind',
      { headers, url: new URL(url), method: 'GET' },
      'the URL of the request is not absolute',
    ],
    ['no method', { headers, url }, 'it has no method'],
  ])('%s', async (_, given, flaw) => {
    const error = await authenticateRequest(ctx, given as Request).catch((error) => error)
    expect(`${error}`).toBe(
      `ClerkConfigError: The request is not a Request (${flaw}): pass the Request itself, which is c.req.raw in Hono, or make one with toRequest of clerklet/node or clerklet/lambda`,
    )
  })

  test('behavior: a Request of another realm passes', async () => {
    const foreign = { headers: new Headers(), url, method: 'GET' }
    expect(await authenticateRequest(ctx, foreign as Request)).toMatchObject({
      status: 'signed-out',
    })
  })
})
