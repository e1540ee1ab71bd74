import { describe, expect, test } from 'vitest'
import { authenticateRequest } from '#clerklet/verify/index.ts'
import {
  CATEGORY,
  claims,
  dev,
  devClaims,
  devCookies,
  fetched,
  instance,
  outcome,
  PROD,
  page,
  prod,
  SECONDS,
  signedInCookies,
  stranger,
} from './support.ts'

const EXPIRED = claims({ exp: SECONDS - 60 })
const NO_REFRESH = 'session-token-expired-refresh-non-eligible-no-refresh-cookie'

describe('K header', () => {
  test('K01 a token without a scheme is accepted as one', async () => {
    const headers = { authorization: await instance.sign() }
    expect(await outcome(prod(), fetched(undefined, { headers }))).toBe('SI')
    expect(await outcome(prod(), fetched(undefined, { headers: { authorization: 'x' } }))).toBe(
      'SO(token-invalid)',
    )
  })

  test('K02 another scheme is no token', async () => {
    const headers = { authorization: 'Basic eDp5' }
    expect(await outcome(prod(), fetched(undefined, { headers }))).toBe(
      'SO(session-token-and-uat-missing)',
    )
  })

  test('K02 the scheme is Bearer in any case, and any number of blanks follow it', async () => {
    for (const scheme of ['bearer ', 'Bearer  ', 'BEARER\t']) {
      const headers = { authorization: scheme + (await instance.sign()) }
      expect(await outcome(prod(), fetched(undefined, { headers }))).toBe('SI')
    }
  })

  test('K02 the scheme Bearer alone counts as the token Bearer', async () => {
    const headers = { authorization: 'Bearer' }
    expect(await outcome(prod(), fetched(undefined, { headers }))).toBe('SO(token-invalid)')
  })

  test('K02 text after the token is ignored', async () => {
    const headers = { authorization: `Bearer ${await instance.sign()} realm="x"` }
    expect(await outcome(prod(), fetched(undefined, { headers }))).toBe('SI')
  })

  test('K03 a JWKS without keys is reported as keys that failed to load', async () => {
    const ctx = prod({ jwtKey: undefined, secretKey: 'sk_live_k03' })
    ctx.setup.answer = () => Response.json({ keys: [] })
    expect(await outcome(ctx, fetched(undefined, { token: await instance.sign() }))).toBe(
      'SO(jwk-remote-failed-to-load)',
    )
  })

  test('K04 a valid token is signed in, with its claims, session and user', async () => {
    const state = await authenticateRequest(
      prod(),
      fetched(undefined, { token: await instance.sign() }),
    )
    expect(state).toMatchObject({ status: 'signed-in', payload: claims() })
    expect(state.toAuth()).toMatchObject({ userId: 'user_1', sessionId: 'sess_1' })
  })

  test('K05 a token of another authorized party is signed out', async () => {
    const request = fetched(undefined, { token: await instance.sign() })
    expect(await outcome(prod(), request, { authorizedParties: ['https://other.com'] })).toBe(
      'SO(token-invalid-authorized-parties)',
    )
    expect(await outcome(prod({ authorizedParties: ['https://other.com'] }), request)).toBe(
      'SO(token-invalid-authorized-parties)',
    )
  })

  test('K06 an expired token on a page starts a handshake', async () => {
    const state = await authenticateRequest(
      prod(),
      page(undefined, { token: await instance.sign(EXPIRED) }),
    )
    expect(state).toMatchObject({ status: 'handshake', reason: NO_REFRESH })
    expect(state.message).toContain('token-carrier=header')
    expect(state.toAuth()).toBeNull()
  })

  test('K07 a token with a wrong signature is signed out', async () => {
    expect(await outcome(prod(), page(undefined, { token: await stranger.sign() }))).toBe(
      'SO(token-invalid-signature)',
    )
  })

  test('K08 a text that is no JWT is signed out', async () => {
    expect(await outcome(prod(), page(undefined, { token: 'test_header_token' }))).toBe(
      'SO(token-invalid)',
    )
  })

  test('K09 a token of a JWT template is a mismatch', async () => {
    const token = await instance.sign(claims(), { cat: CATEGORY.template })
    expect(await outcome(prod(), page(undefined, { token }))).toBe('SO(token-type-mismatch)')
  })

  test('K10 a token without `azp` causes no warning', async () => {
    const token = await instance.sign(claims({ azp: undefined }))
    const state = await authenticateRequest(prod(), fetched(undefined, { token }))
    expect(state).toMatchObject({
      status: 'signed-in',
      trace: ['token in the header', 'signed-in'],
    })
  })

  test('K11 a valid token is signed in, in development and in production', async () => {
    expect(await outcome(prod(), fetched(undefined, { token: await instance.sign() }))).toBe('SI')
    const token = await instance.sign(devClaims())
    expect(await outcome(dev(), fetched(undefined, { token }))).toBe('SI')
  })

  test('K12 a token that is not active yet starts a handshake in development', async () => {
    const token = await instance.sign(devClaims({ nbf: SECONDS + 60 }))
    expect(await outcome(dev(), page(undefined, { token }))).toBe('HS(session-token-nbf)')
  })

  test('K13 a token in the header causes no handshake for an organization', async () => {
    const request = fetched('https://example.com/orgs/org_9', { token: await instance.sign() })
    const organizationSyncOptions = { organizationPatterns: ['/orgs/:id'] }
    expect(await outcome(prod(), request, { organizationSyncOptions })).toBe('SI')
  })
})

describe('L cookies', () => {
  test('L01 without cookies in production, the visitor is signed out', async () => {
    expect(await outcome(prod(), page())).toBe('SO(session-token-and-uat-missing)')
  })

  test('L02 a session without a dev browser starts a handshake in development', async () => {
    const { __clerk_db_jwt: _, ...cookies } = await devCookies()
    expect(await outcome(dev(), page(undefined, { cookies }))).toBe('HS(dev-browser-missing)')
  })

  test('L03 without cookies in development, a page starts a handshake', async () => {
    expect(await outcome(dev(), page())).toBe('HS(dev-browser-missing)')
  })

  test('L04 a session without a client uat starts a handshake', async () => {
    const { __client_uat: _, ...cookies } = await devCookies()
    expect(await outcome(dev(), page(undefined, { cookies }))).toBe(
      'HS(session-token-but-no-client-uat)',
    )
  })

  test('L05 a client uat without a session starts a handshake', async () => {
    expect(await outcome(prod(), page(undefined, { cookies: { __client_uat: 12345 } }))).toBe(
      'HS(client-uat-but-no-session-token)',
    )
  })

  test('L06 a client uat of 0 and no session is signed out', async () => {
    expect(await outcome(prod(), page(undefined, { cookies: { __client_uat: 0 } }))).toBe(
      'SO(session-token-and-uat-missing)',
    )
  })

  test('L07 a client uat later than the token starts a handshake', async () => {
    const cookies = { ...(await signedInCookies()), __client_uat: SECONDS }
    expect(await outcome(prod(), page(undefined, { cookies }))).toBe(
      'HS(session-token-iat-before-client-uat)',
    )
  })

  test('L08 a token without a subject is signed out', async () => {
    const cookies = await signedInCookies({ sub: undefined })
    expect(await outcome(prod(), page(undefined, { cookies }))).toBe(
      'SO(token-verification-failed)',
    )
  })

  test('L09 a valid token that is not older than the client uat is signed in', async () => {
    const cookies = await signedInCookies()
    const state = await authenticateRequest(prod(), page(undefined, { cookies }))
    expect(state).toMatchObject({ status: 'signed-in', token: cookies.__session })
    const same = { ...cookies, __client_uat: SECONDS - 10 }
    expect(await outcome(prod(), page(undefined, { cookies: same }))).toBe('SI')
  })

  test('L10 a machine JWT in the session cookie is a mismatch', async () => {
    const cookies = await signedInCookies({ sub: 'mch_1' })
    const state = await authenticateRequest(prod(), page(undefined, { cookies }))
    expect(state).toMatchObject({
      status: 'signed-out',
      reason: 'token-type-mismatch',
      message: '',
    })
  })

  test('L11 a token of a JWT template in the session cookie is a mismatch', async () => {
    const cookies = {
      ...(await signedInCookies()),
      __session: await instance.sign(claims(), { cat: CATEGORY.template }),
    }
    expect(await outcome(prod(), page(undefined, { cookies }))).toBe('SO(token-type-mismatch)')
  })

  test('L12 an expired token on a page starts a handshake and says why', async () => {
    const cookies = await signedInCookies({ exp: SECONDS - 60 })
    const state = await authenticateRequest(prod(), page(undefined, { cookies }))
    expect(state).toMatchObject({ status: 'handshake', reason: NO_REFRESH })
    expect(state.message).toMatch(/expired.*token-carrier=cookie/)
  })

  test('L13 the user agent of CloudFront changes nothing', async () => {
    const headers = { 'user-agent': 'Amazon CloudFront' }
    const cookies = await signedInCookies()
    expect(await outcome(prod(), page(undefined, { cookies, headers }))).toBe('SI')
  })

  // For tokens without `azp`, the official SDK writes one line to the console. This package only adds a note to the trace.
  test('L14 a token without `azp` is signed in, and the trace says so', async () => {
    const cookies = await signedInCookies({ azp: undefined })
    for (const _ of [1, 2]) {
      const state = await authenticateRequest(prod(), page(undefined, { cookies }))
      expect(state.status).toBe('signed-in')
      expect(state.trace).toContain('the token has no azp')
    }
  })

  test('L15 a token with `azp` leaves no such note in the trace', async () => {
    const cookies = await signedInCookies()
    const { trace } = await authenticateRequest(prod(), page(undefined, { cookies }))
    expect(trace).not.toContain('the token has no azp')
  })

  test('L16 a posted form with a client uat and no session is signed out', async () => {
    const request = page(undefined, { cookies: { __client_uat: 12345 }, method: 'POST' })
    expect(await outcome(prod(), request)).toBe('SO(client-uat-but-no-session-token)')
  })

  test('L17 a posted form with a client uat later than the token is signed out', async () => {
    const cookies = { ...(await signedInCookies()), __client_uat: SECONDS }
    expect(await outcome(prod(), page(undefined, { cookies, method: 'POST' }))).toBe(
      'SO(session-token-iat-before-client-uat)',
    )
  })

  test('L18 a cookie with a token that is not active yet starts a handshake in development', async () => {
    const cookies = await devCookies({ nbf: SECONDS + 60 })
    expect(await outcome(dev(), page(undefined, { cookies }))).toBe('HS(session-token-nbf)')
  })

  test('L19 a dev browser alone causes no redirect', async () => {
    const cookies = { __clerk_db_jwt: 'dvb_1' }
    expect(await outcome(dev(), page(undefined, { cookies }))).toBe(
      'SO(session-token-and-uat-missing)',
    )
  })

  test('L20 a dev browser in the query causes a handshake that passes it on', async () => {
    const request = page('http://localhost:3000/p?a=1&__clerk_db_jwt=dvb_2', {
      cookies: await devCookies(),
    })
    const state = await authenticateRequest(dev(), request)
    expect(state).toMatchObject({ status: 'handshake', reason: 'dev-browser-sync' })
    const { searchParams } = new URL(state.headers.get('location') ?? '')
    expect(searchParams.get('redirect_url')).toBe('http://localhost:3000/p?a=1')
    expect(searchParams.get('__clerk_db_jwt')).toBe('dvb_2')
  })

  test('L21 after the client uat was deleted, a handshake signs the visitor in again', async () => {
    const session = await instance.sign(devClaims())
    const ctx = dev()
    expect(
      await outcome(ctx, page(undefined, { cookies: { __session: session, __clerk_db_jwt: 'd' } })),
    ).toBe('HS(session-token-but-no-client-uat)')
    ctx.setup.answer = () =>
      Response.json({ directives: [`__session=${session}; Path=/`, '__client_uat=5; Path=/'] })
    const state = await authenticateRequest(ctx, page('https://a.com/?__clerk_handshake_nonce=n'))
    expect(state.status).toBe('signed-in')
    expect(state.headers.getSetCookie().join()).not.toContain('handshake')
  })

  test('a token issued in the future starts a handshake', async () => {
    const cookies = await signedInCookies({ iat: SECONDS + 60 })
    expect(await outcome(prod(), page(undefined, { cookies }))).toBe(
      'HS(session-token-iat-in-the-future)',
    )
  })

  test('H-2 a header or payload of null is refused', async () => {
    const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url')
    for (const token of [`${part(null)}.${part({})}.x`, `${part({})}.${part(null)}.x`]) {
      const cookies = { __session: token, __client_uat: 5 }
      expect(await outcome(prod(), page(undefined, { cookies }))).toBe('SO(token-invalid)')
      expect(await outcome(prod(), page(undefined, { token }), { acceptsToken: 'any' })).toBe(
        'SO(token-invalid)',
      )
    }
  })

  test('with api, nothing is redirected', async () => {
    expect(await outcome(dev(), page(), { api: true })).toBe('SO(dev-browser-missing)')
    const state = await authenticateRequest(dev(), page(), { api: true })
    expect(state.headers.get('location')).toBeNull()
  })
})

describe('M refresh', () => {
  const expired = () => instance.sign(EXPIRED)
  const answered = (session: string) => () =>
    Response.json({
      object: 'cookies',
      cookies: [`__session=old; Path=/`, `__session_${PROD.suffix}=${session}; Path=/`, 'a=b'],
    })

  test('M01 an expired session with a refresh token is refreshed and signed in', async () => {
    const fresh = await instance.sign(claims({ sub: 'user_5' }))
    const ctx = prod()
    ctx.setup.answer = answered(fresh)
    const cookies = {
      [`__session_${PROD.suffix}`]: await expired(),
      [`__client_uat_${PROD.suffix}`]: SECONDS - 100,
      [`__refresh_${PROD.suffix}`]: 'rt_1',
    }
    const state = await authenticateRequest(
      ctx,
      fetched('https://example.com/p', { cookies, headers: { 'x-a': 'b' } }),
    )
    expect(state).toMatchObject({ status: 'signed-in', token: fresh, payload: { sub: 'user_5' } })
    expect(state.headers.getSetCookie()).toEqual([
      '__session=old; Path=/',
      `__session_${PROD.suffix}=${fresh}; Path=/`,
      'a=b',
    ])
    expect(ctx.calls).toHaveLength(1)
    expect(ctx.calls[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.clerk.com/v1/sessions/sess_1/refresh?suffixed_cookies=true',
      body: {
        format: 'cookie',
        expired_token: cookies[`__session_${PROD.suffix}`],
        refresh_token: 'rt_1',
        request_origin: 'https://example.com',
        request_headers: { 'x-a': ['b'] },
      },
    })
    expect(ctx.calls[0]?.headers.get('authorization')).toBe('Bearer sk_live_fixturefixture')
  })

  test('M02 without a refresh token, nothing is refreshed', async () => {
    const ctx = prod()
    const cookies = { __session: await expired(), __client_uat: SECONDS - 100 }
    expect(await outcome(ctx, page(undefined, { cookies }))).toBe(`HS(${NO_REFRESH})`)
    expect(ctx.calls).toEqual([])
  })

  test('M03 a token that is not expired is not refreshed', async () => {
    const ctx = prod()
    const cookies = { __session: await instance.sign(), [`__refresh_${PROD.suffix}`]: 'rt_1' }
    expect(await outcome(ctx, page(undefined, { cookies }))).toBe(
      'HS(session-token-but-no-client-uat)',
    )
    expect(ctx.calls).toEqual([])
  })

  const refreshable = async (over: object = {}) => ({
    __session: await instance.sign({ ...EXPIRED, ...over }),
    __client_uat: SECONDS - 100,
    __refresh: 'plain',
    [`__refresh_${PROD.suffix}`]: 'rt_1',
  })

  test('M04 of two refresh tokens, the suffixed one is sent', async () => {
    const ctx = prod()
    ctx.setup.answer = answered(await instance.sign())
    const cookies = await refreshable()
    expect(await outcome(ctx, fetched(undefined, { cookies }))).toBe('SI')
    expect(ctx.calls[0]?.body).toMatchObject({ refresh_token: 'rt_1' })
    expect(ctx.calls[0]?.url).not.toContain('suffixed_cookies')
  })

  test('an expired token in the header is refreshed, too', async () => {
    const ctx = prod()
    ctx.setup.answer = answered(await instance.sign())
    const cookies = { [`__refresh_${PROD.suffix}`]: 'rt_1' }
    const token = await expired()
    expect(await outcome(ctx, fetched(undefined, { cookies, token }))).toBe('SI')
    expect(ctx.calls[0]?.body).toMatchObject({ expired_token: token })
  })

  test.each([
    ['non-eligible-non-get', {}, { method: 'POST' }, () => new Response()],
    ['expired-session-token-missing-sid-claim', { sid: undefined }, {}, () => new Response()],
    ['expired-session-token-missing-sid-claim', { sid: '..' }, {}, () => new Response()],
    ['expired-session-token-missing-sid-claim', { sid: '\ud800' }, {}, () => new Response()],
    ['unexpected-bapi-error', {}, {}, () => new Response('<html>', { status: 502 })],
    [
      'refresh_token_expired',
      {},
      {},
      () => Response.json({ errors: [{ code: 'refresh_token_expired' }] }, { status: 400 }),
    ],
    [
      'unexpected-bapi-error',
      {},
      {},
      () => Response.json({ errors: [{ code: 'two\nlines' }] }, { status: 422 }),
    ],
    ['unexpected-sdk-error', {}, {}, () => Response.json({ cookies: [] })],
    ['invalid-session-token', {}, {}, () => Response.json({ cookies: ['__session=x'] })],
    ['invalid-session-token', {}, {}, () => Response.json({ cookies: ['a=x'] })],
    ['fetch-error', {}, {}, () => Promise.reject(new TypeError('Bearer sk_live_x'))],
  ] as [string, object, object, () => Response][])('R: %s', async (why, over, carried, answer) => {
    const ctx = prod()
    ctx.setup.answer = answer
    const cookies = await refreshable(over)
    const state = await authenticateRequest(ctx, page(undefined, { cookies, ...carried }))
    expect(state.reason).toBe(`session-token-expired-refresh-${why}`)
    expect(state.message).not.toContain('sk_live')
    expect(state.trace.join()).not.toContain('sk_live')
  })

  test.each<[string, () => Response]>([
    [
      'fetch failed (ENOTFOUND)',
      () => {
        throw thrown('ENOTFOUND')
      },
    ],
    ['has the status 502', () => new Response('<html>', { status: 502 })],
  ])('the trace says why it failed: %s', async (why, answer) => {
    const ctx = prod({ retry: 0 })
    ctx.setup.answer = answer
    const state = await authenticateRequest(ctx, page(undefined, { cookies: await refreshable() }))
    expect(state.trace.join()).toContain('the refresh failed: ')
    expect(state.trace.join()).toContain(why)
  })
})

function thrown(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(''), { code }) })
}
