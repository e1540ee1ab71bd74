import { describe, expect, test } from 'vitest'
import { REFUSALS } from '#clerklet/verify/auth/reasons.ts'
import { signedOut } from '#clerklet/verify/auth/state.ts'
import {
  type AuthenticateRequestOptions,
  authenticateHeader,
  authenticateRequest,
} from '#clerklet/verify/index.ts'
import {
  claims,
  dev,
  devClaims,
  fetched,
  instance,
  page,
  prod,
  SECONDS,
  signedInCookies,
  stranger,
} from '../cases/support.ts'

const BEARER = 'Bearer'
const INVALID = 'Bearer error="invalid_token"'

/** Returns the status, the body and two headers of a response. */
async function told(response: Response) {
  const { status, headers } = response
  const text = await response.text()
  return {
    status,
    body: text && JSON.parse(text),
    challenge: headers.get('www-authenticate'),
    retryAfter: headers.get('retry-after'),
  }
}

async function answerTo(
  request: Request,
  options: AuthenticateRequestOptions = {},
  ctx = prod(),
): Promise<Response> {
  return (await authenticateRequest(ctx, request, options)).toResponse()
}

describe('a session', () => {
  test('default: signed out without a token', async () => {
    const response = await answerTo(fetched())
    expect([...response.headers]).toEqual([
      ['cache-control', 'no-store'],
      ['content-type', 'application/json'],
      ['www-authenticate', BEARER],
      ['x-clerk-auth-reason', 'session-token-and-uat-missing'],
      ['x-clerk-auth-status', 'signed-out'],
    ])
    expect(await told(response)).toEqual({
      status: 401,
      body: {
        reason: 'session-token-and-uat-missing',
        message: 'The request carries no session token.',
      },
      challenge: BEARER,
      retryAfter: null,
    })
  })

  test.each([
    ['an expired token', { exp: SECONDS - 60 }, 'session-token-expired-refresh-', 'has expired'],
    ['a token of the future', { iat: SECONDS + 60 }, 'session-token-iat-in-the-future', 'future'],
    ['a token of tomorrow', { nbf: SECONDS + 60 }, 'session-token-nbf', 'not valid yet'],
    ['a token of a machine', { sub: 'mch_1' }, 'token-type-mismatch', 'kind that is accepted'],
  ])('behavior: %s in the header', async (_, over, reason, message) => {
    const token = await instance.sign(claims(over))
    const { status, body, challenge } = await told(await answerTo(fetched(undefined, { token })))
    expect({ status, challenge }).toEqual({ status: 401, challenge: INVALID })
    expect(body).toEqual({
      reason: expect.stringContaining(reason),
      message: expect.stringContaining(message),
    })
  })

  test('behavior: a token in a cookie counts as a token', async () => {
    const cookies = { __session: await stranger.sign(), __client_uat: 5 }
    const { status, body, challenge } = await told(await answerTo(fetched(undefined, { cookies })))
    expect({ status, challenge }).toEqual({ status: 401, challenge: INVALID })
    expect(body.reason).toBe('token-invalid-signature')
  })

  test('behavior: a handshake is a redirect, with its location and its cookie', async () => {
    const state = await authenticateRequest(
      prod(),
      page(undefined, { cookies: { __client_uat: 5 } }),
    )
    const response = state.toResponse()
    expect(response.status).toBe(307)
    expect(response.body).toBeNull()
    expect(response.headers.get('location')).toBe(state.headers.get('location'))
    expect(response.headers.getSetCookie()).toEqual(state.headers.getSetCookie())
    expect(response.headers.getSetCookie()).toHaveLength(1)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('www-authenticate')).toBeNull()
  })

  test.each([
    ['signed in', true, 'signed-in'],
    ['signed out', false, 'signed-out'],
  ])(
    'behavior: back from a handshake in development, %s, the browser is redirected',
    async (_, isSignedIn, status) => {
      const session = await instance.sign(devClaims())
      const cookies = isSignedIn ? [`__session=${session}; Path=/`, '__client_uat=5; Path=/'] : []
      const token = await instance.sign({ handshake: [...cookies, 'other=1'] })
      const url = `http://localhost:3000/page?__clerk_handshake=${token}`
      const state = await authenticateRequest(dev(), page(url))
      const response = state.toResponse()
      expect(state.status).toBe(status)
      expect(response.status).toBe(307)
      expect(response.headers.get('location')).toBe('http://localhost:3000/page')
      expect(response.headers.getSetCookie()).toEqual([...cookies, 'other=1'])
    },
  )

  test('behavior: a signed-in state is 403, for a request that a check refused', async () => {
    const cookies = await signedInCookies()
    const response = await answerTo(fetched(undefined, { cookies }))
    expect([...response.headers]).toEqual([
      ['cache-control', 'no-store'],
      ['content-type', 'application/json'],
    ])
    expect(await told(response)).toMatchObject({ status: 403, body: { reason: 'forbidden' } })
  })

  test('behavior: after a refresh, the 403 sets the new cookies', async () => {
    const ctx = prod()
    const fresh = `__session=${await instance.sign()}; Path=/`
    ctx.setup.answer = () => Response.json({ cookies: [fresh] })
    const cookies = {
      __session: await instance.sign(claims({ exp: SECONDS - 60 })),
      __client_uat: 5,
      __refresh_naoXFJnI: 'r',
    }
    const response = await answerTo(fetched(undefined, { cookies }), {}, ctx)
    expect(response.status).toBe(403)
    expect(response.headers.getSetCookie()).toEqual([fresh])
  })
})

describe.each([
  ['authenticateHeader', authenticateHeader],
  ['authenticateRequest', authenticateRequest],
])('%s', (_, authenticate) => {
  test('behavior: a pending session is 401, and the trace names its tasks', async () => {
    const token = await instance.sign(claims({ sts: 'pending' }))
    const state = await authenticate(prod(), fetched(undefined, { token }))
    expect(state.toAuth()).toMatchObject({ isAuthenticated: false, userId: null })
    expect(state.trace.at(-1)).toMatch(/^signed-in: session-pending, .*choose-organization.* left/)
    expect(await told(state.toResponse())).toEqual({
      status: 401,
      body: { reason: 'session-pending', message: expect.stringContaining('pending') },
      challenge: INVALID,
      retryAfter: null,
    })
  })

  test('behavior: signed in is 403', async () => {
    const token = await instance.sign()
    const state = await authenticate(prod(), fetched(undefined, { token }))
    expect(state.toResponse().status).toBe(403)
  })

  test('behavior: without a token, the 401 has no error about a token', async () => {
    const response = (await authenticate(prod(), fetched())).toResponse()
    expect(await told(response)).toMatchObject({ status: 401, challenge: BEARER })
  })

  test.each([
    ['keys that cannot be loaded', 500, 'jwk-remote-failed-to-load'],
    ['a secret key that is refused', 401, 'secret-key-invalid'],
  ])('behavior: %s: 503', async (_, status, reason) => {
    const ctx = prod({ jwtKey: undefined, secretKey: `sk_live_${reason}` })
    const code = status === 401 ? 'clerk_key_invalid' : 'internal_clerk_error'
    ctx.setup.answer = () => Response.json({ errors: [{ code }] }, { status })
    const token = await instance.sign()
    const state = await authenticate(ctx, fetched(undefined, { token }))
    expect(await told(state.toResponse())).toEqual({
      status: 503,
      body: { reason, message: expect.stringContaining('Try again later') },
      challenge: null,
      retryAfter: expect.stringMatching(/^\d+$/),
    })
  })

  test('behavior: the response contains neither the token nor its claims', async () => {
    const token = await instance.sign(claims({ azp: 'https://secret.example.com' }))
    const state = await authenticate(prod(), fetched(undefined, { token }), {
      authorizedParties: ['https://operator.example.com'],
    })
    const response = state.toResponse()
    const shown = JSON.stringify([await response.text(), ...response.headers])
    expect(shown).toContain('token-invalid-authorized-parties')
    for (const secret of [token, 'secret.example', 'operator.example']) {
      expect(shown).not.toContain(secret)
    }
  })
})

describe('a machine', () => {
  test.each<[string, string | undefined, AuthenticateRequestOptions, string, string]>([
    ['no token, one kind', undefined, { acceptsToken: 'api_key' }, 'No token in header', BEARER],
    ['no token, kinds', undefined, { acceptsToken: ['api_key'] }, 'token-type-mismatch', BEARER],
    ['another kind', 'mt_x', { acceptsToken: 'api_key' }, 'token-type-mismatch', INVALID],
    ['none of the kinds', 'mt_x', { acceptsToken: ['api_key'] }, 'token-type-mismatch', INVALID],
    ['an unknown token', 'ak_x', { acceptsToken: 'api_key' }, 'token-invalid', INVALID],
  ])('behavior: %s', async (_, token, options, reason, challenge) => {
    const response = await answerTo(fetched(undefined, token ? { token } : {}), options)
    expect(await told(response)).toMatchObject({ status: 401, body: { reason }, challenge })
  })

  test.each([
    [401, 'secret-key-invalid'],
    [500, 'unexpected-error'],
    [429, 'unexpected-error'],
  ])('behavior: the API responds with %s: 503', async (status, reason) => {
    const ctx = prod()
    ctx.setup.answer = () => Response.json({}, { status })
    const request = fetched(undefined, { token: 'ak_x' })
    const response = await answerTo(request, { acceptsToken: 'api_key' }, ctx)
    expect(await told(response)).toMatchObject({ status: 503, body: { reason } })
  })

  test('behavior: signed in is 403', async () => {
    const ctx = prod()
    ctx.setup.answer = () => Response.json({ id: 'ak_1', subject: 'user_1' })
    const request = fetched(undefined, { token: 'ak_x' })
    const response = await answerTo(request, { acceptsToken: ['api_key', 'm2m_token'] }, ctx)
    expect(await told(response)).toMatchObject({ status: 403, body: { reason: 'forbidden' } })
  })
})

describe('args: headers', () => {
  const state = () => authenticateRequest(prod(), fetched())

  test.each([
    ['an object', { 'Access-Control-Allow-Origin': '*', Vary: 'Origin' }],
    ['Headers', new Headers({ 'Access-Control-Allow-Origin': '*', Vary: 'Origin' })],
  ])('%s', async (_, headers) => {
    const response = (await state()).toResponse({ headers: headers as Headers })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('vary')).toBe('Origin')
    expect(response.headers.get('www-authenticate')).toBe(BEARER)
  })

  test('behavior: they can replace the challenge, but not the headers that make the response safe', async () => {
    const challenge = 'Bearer resource_metadata="https://example.com/x"'
    const headers = {
      'www-authenticate': challenge,
      'cache-control': 'public',
      'content-type': 'text/html',
      'content-length': '1',
      location: 'https://evil.example',
    }
    const response = (await state()).toResponse({ headers })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe(challenge)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.has('content-length')).toBe(false)
    expect(response.headers.has('location')).toBe(false)
  })

  test('behavior: cookies are added to those of the state', async () => {
    const redirected = page(undefined, { cookies: { __client_uat: 5 } })
    const handshake = await authenticateRequest(prod(), redirected)
    const response = handshake.toResponse({ headers: { 'set-cookie': 'a=1' } })
    expect(response.headers.getSetCookie()).toEqual([...handshake.headers.getSetCookie(), 'a=1'])
    expect(response.headers.get('location')).toContain('/v1/client/handshake')
  })

  test('behavior: the headers of the state itself change nothing', async () => {
    const redirected = page(undefined, { cookies: { __client_uat: 5 } })
    for (const one of [await state(), await authenticateRequest(prod(), redirected)]) {
      const response = one.toResponse({ headers: one.headers })
      expect([...response.headers]).toEqual([...one.toResponse().headers])
    }
  })

  test('error: a header that cannot be sent, without its value in the message', async () => {
    const headers = { 'x-mine': 'secret\nvalue' }
    const refused = await state()
    expect(() => refused.toResponse({ headers })).toThrow(
      expect.objectContaining({
        name: 'ClerkConfigError',
        message: expect.not.stringContaining('secret'),
      }),
    )
  })

  test.each([undefined, null, {}, { headers: undefined }])('%j is ignored', async (init) => {
    // JavaScript callers may pass null.
    const response = (await state()).toResponse(init as undefined)
    expect(response.status).toBe(401)
  })

  test('behavior: the state is not changed, and can respond again', async () => {
    const refused = await state()
    const before = [...refused.headers]
    const first = refused.toResponse({ headers: { 'x-mine': '1' } })
    const second = refused.toResponse()
    expect([...refused.headers]).toEqual(before)
    expect(second.headers.has('x-mine')).toBe(false)
    expect(await second.text()).toBe(await first.text())
  })
})

describe.each(Object.entries(REFUSALS))('%s', (row, { kind, message }) => {
  const reason = row.replace('*', 'fetch-error')

  test('behavior: is never a success, and its sentence is fixed', async () => {
    const response = signedOut([], reason, 'Advice for the operator.').toResponse()
    const status = { 'signed out': 401, 'refused token': 401, forbidden: 403, outage: 503 }[kind]
    expect(response.status).toBe(status)
    expect(response.headers.has('retry-after')).toBe(status === 503)
    expect(response.headers.has('www-authenticate')).toBe(status === 401)
    expect(response.headers.get('x-clerk-auth-message')).toBe(message)
    expect(await response.json()).toEqual({ reason, message })
    expect(message).toMatch(/^[A-Z].*\.$/)
  })
})

test.each(['a reason of tomorrow', 'constructor', '__proto__'])(
  'behavior: %s, which is not in the table, is 401',
  async (reason) => {
    const response = signedOut([], reason).toResponse()
    expect(await told(response)).toMatchObject({ status: 401, body: { reason }, challenge: BEARER })
  },
)
