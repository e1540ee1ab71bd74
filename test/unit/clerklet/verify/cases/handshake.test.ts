import { describe, expect, test } from 'vitest'
import { authenticateRequest } from '#clerklet/verify/index.ts'
import {
  CATEGORY,
  claims,
  DEV_FAPI,
  dev,
  devClaims,
  devCookies,
  fetched,
  instance,
  location,
  outcome,
  PROD,
  PROD_FAPI,
  page,
  prod,
  SECONDS,
  signedInCookies,
  stranger,
} from './support.ts'

const uatOnly = { __client_uat: 12345 }
const cookieOf = (state: { headers: Headers }, name: string) =>
  state.headers.getSetCookie().find((line) => line.startsWith(`${name}=`))

describe('N01–N04 who is redirected', () => {
  test.each([
    ['N01 document', 'GET', { 'sec-fetch-dest': 'document' }, 'HS'],
    ['N01 iframe', 'GET', { 'sec-fetch-dest': 'iframe' }, 'HS'],
    ['N02 text/html', 'GET', { accept: 'text/html,*/*' }, 'HS'],
    ['N02 accepting anything', 'GET', { accept: '*/*' }, 'SO'],
    ['N03 image', 'GET', { 'sec-fetch-dest': 'image', accept: 'text/html' }, 'SO'],
    ['N04 POST document', 'POST', { 'sec-fetch-dest': 'document' }, 'SO'],
    ['N04 PUT document', 'PUT', { 'sec-fetch-dest': 'document' }, 'SO'],
    ['N04 POST text/html', 'POST', { accept: 'text/html' }, 'SO'],
  ] as [string, string, Record<string, string>, string][])(
    '%s',
    async (_, method, headers, status) => {
      const request = fetched(undefined, { cookies: uatOnly, method, headers })
      expect(await outcome(prod(), request)).toBe(`${status}(client-uat-but-no-session-token)`)
    },
  )
})

describe('where to', () => {
  const forwarded = { 'x-forwarded-host': 'app.example.com', 'x-forwarded-proto': 'https' }

  test('N05 the URL has every parameter, in order', async () => {
    const request = page('http://10.0.0.5:8080/dashboard?x=1', {
      cookies: uatOnly,
      headers: forwarded,
    })
    expect((await location(prod(), request)).href).toBe(
      'https://clerk.example.com/v1/client/handshake?redirect_url=https%3A%2F%2Fapp.example.com%2Fdashboard%3Fx%3D1&__clerk_api_version=2026-05-12&suffixed_cookies=false&__clerk_hs_reason=client-uat-but-no-session-token&format=nonce',
    )
  })

  test('N05 in development, the URL has the organization, too', async () => {
    const request = page('http://localhost:3000/orgs/acme?tab=1&__clerk_db_jwt=dvb_1')
    const organizationSyncOptions = { organizationPatterns: ['/orgs/:slug'] }
    expect((await location(dev(), request, { organizationSyncOptions })).href).toBe(
      'https://happy-otter-12.clerk.accounts.dev/v1/client/handshake?redirect_url=http%3A%2F%2Flocalhost%3A3000%2Forgs%2Facme%3Ftab%3D1&__clerk_api_version=2026-05-12&suffixed_cookies=false&__clerk_hs_reason=dev-browser-sync&format=nonce&__clerk_db_jwt=dvb_1&organization_id=acme',
    )
  })

  const parameters = async (...args: Parameters<typeof location>) =>
    Object.fromEntries((await location(...args)).searchParams)

  test('N06 the URL has the API version', async () => {
    expect(await parameters(prod(), page(undefined, { cookies: uatOnly }))).toMatchObject({
      __clerk_api_version: '2026-05-12',
    })
  })

  test('N07 in development, the URL carries the dev browser', async () => {
    const cookies = { __clerk_db_jwt: 'dvb_1', ...uatOnly }
    expect(await parameters(dev(), page(undefined, { cookies }))).toMatchObject({
      __clerk_db_jwt: 'dvb_1',
    })
  })

  test('N08 in production, or without a dev browser, the URL carries none', async () => {
    const cookies = { __clerk_db_jwt: 'dvb_1', ...uatOnly }
    expect(await parameters(prod(), page(undefined, { cookies }))).not.toHaveProperty(
      '__clerk_db_jwt',
    )
    expect(await parameters(dev(), page())).not.toHaveProperty('__clerk_db_jwt')
  })

  test('N09 the URL says when the cookies have no suffix', async () => {
    const plain = await parameters(prod(), page(undefined, { cookies: uatOnly }))
    expect(plain.suffixed_cookies).toBe('false')
    const cookies = { [`__client_uat_${PROD.suffix}`]: 12345 }
    const suffixed = await parameters(prod(), page(undefined, { cookies }))
    expect(suffixed.suffixed_cookies).toBe('true')
  })

  test.each(['', '/', '//', '///'])('N10 proxyUrl with %j at its end', async (slashes) => {
    const ctx = prod({ proxyUrl: `https://example.com/clerk/path${slashes}` })
    const { origin, pathname } = await location(ctx, page(undefined, { cookies: uatOnly }))
    expect(origin + pathname).toBe('https://example.com/clerk/path/v1/client/handshake')
  })

  test('N11 a bare host of the Frontend API is reached by https', async () => {
    const { origin } = await location(prod(), page(undefined, { cookies: uatOnly }))
    expect(origin).toBe(PROD_FAPI)
  })

  test('N12 the URL names the organization of the path, if there is one', async () => {
    const organizationSyncOptions = {
      organizationPatterns: ['/orgs/:id'],
      personalAccountPatterns: ['/me'],
    }
    const at = (path: string) =>
      parameters(prod(), page(`https://example.com${path}`, { cookies: uatOnly }), {
        organizationSyncOptions,
      })
    expect((await at('/orgs/org_1')).organization_id).toBe('org_1')
    expect((await at('/me')).organization_id).toBe('')
    expect(await at('/x')).not.toHaveProperty('organization_id')
  })

  test('N13 the return URL keeps its query and its fragment', async () => {
    // A `Request` keeps the fragment of its URL, but a request that arrives over HTTP has no fragment.
    const request = page('https://example.com/p?a=b%20c&d#top', { cookies: uatOnly })
    expect((await parameters(prod(), request)).redirect_url).toBe(request.url)
  })

  test('N14 the URL carries the session token that was sent, if there is one', async () => {
    const token = await instance.sign(claims({ nbf: SECONDS + 60 }))
    expect((await parameters(prod(), page(undefined, { token }))).__session).toBe(token)
    const cookies = { __session: token }
    expect((await parameters(prod(), page(undefined, { cookies }))).__session).toBe(token)
    expect(await parameters(prod(), page(undefined, { cookies: uatOnly }))).not.toHaveProperty(
      '__session',
    )
  })

  test('N15 without a URL of the request, there is no handshake', async () => {
    const request = { url: '', method: 'GET', headers: new Headers() } as Request
    await expect(authenticateRequest(prod(), request)).rejects.toThrow('not absolute')
  })

  test('N18 with `proxyUrl`, the handshake goes through the proxy', async () => {
    for (const ctx of [dev(), prod()]) {
      const at = { ...ctx, proxyUrl: 'https://example.com/clerk' }
      const { origin, pathname } = await location(
        at,
        page(undefined, { cookies: { ...uatOnly, __clerk_db_jwt: 'd' } }),
      )
      expect(origin + pathname).toBe('https://example.com/clerk/v1/client/handshake')
    }
  })

  test('N19 a domain without `isSatellite` does not change the handshake', async () => {
    const cookies = { ...uatOnly, __clerk_db_jwt: 'd' }
    for (const [ctx, origin] of [
      [dev(), DEV_FAPI],
      [prod(), PROD_FAPI],
    ] as const) {
      const at = await location({ ...ctx, domain: 'x.com' }, page(undefined, { cookies }))
      expect(at.origin).toBe(origin)
    }
  })

  test('N20 the return URL keeps path and query', async () => {
    const request = page('https://example.com/a/b?c=d', { cookies: uatOnly })
    expect((await parameters(prod(), request)).redirect_url).toBe('https://example.com/a/b?c=d')
  })

  test('N21 the return URL has the public origin', async () => {
    const headers = { 'x-forwarded-host': 'example.com:3213', 'x-forwarded-proto': 'https' }
    const request = page('http://10.0.0.5/a', { cookies: uatOnly, headers })
    expect((await parameters(prod(), request)).redirect_url).toBe('https://example.com:3213/a')
  })

  test('dev browsers are removed from the return URL, and the rest is not changed', async () => {
    const request = page('http://localhost/?q=a%20b+c&%5F_clerk_db_jwt=x&__dev_session=y&z', {})
    expect((await parameters(dev(), request)).redirect_url).toBe('http://localhost/?q=a%20b+c&z')
  })
})

describe('redirects in a circle', () => {
  const at = (count: string) =>
    authenticateRequest(
      prod(),
      page(undefined, { cookies: { ...uatOnly, __clerk_redirect_count: count } }),
    )

  test.each(['3', '4', '99'])('N16 H-10 stopped at %s', async (count) => {
    const state = await at(count)
    expect(state).toMatchObject({ status: 'signed-out', reason: 'client-uat-but-no-session-token' })
    expect(state.headers.has('location')).toBe(false)
    expect(state.headers.getSetCookie()).toEqual([])
    expect(state.trace.join('; ')).toMatch(/redirected \d+ times/)
  })

  test.each([
    ['0', 1],
    ['2', 3],
    ['-5', 1],
    ['1.5', 1],
    ['x', 1],
  ])('N17 counted from %s to %d', async (count, next) => {
    const state = await at(count)
    expect(state.status).toBe('handshake')
    expect(state.headers.getSetCookie()).toEqual([
      `__clerk_redirect_count=${next}; SameSite=Lax; HttpOnly; Max-Age=2`,
    ])
    expect(state.headers.get('cache-control')).toBe('no-store')
  })
})

describe('redirects in a circle where cookies are refused: a cross-site iframe', () => {
  const frame = (url: string, site = 'cross-site', cookies: object = {}) =>
    fetched(url, {
      cookies: { ...uatOnly, ...cookies },
      headers: { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': site },
    })

  /** Authenticates `count` requests: first for `start`, later for the URL to which the last handshake returns. */
  async function rounds(ctx: ReturnType<typeof prod>, start: string, count: number) {
    const statuses: string[] = []
    const urls = [start]
    for (let round = 0; round < count; round++) {
      const { status, headers } = await authenticateRequest(ctx, frame(urls.at(-1) ?? ''))
      statuses.push(status)
      const location = headers.get('location')
      if (location) urls.push(new URL(location).searchParams.get('redirect_url') ?? '')
    }
    return { statuses, urls }
  }

  test('default: three rounds, and then signed out', async () => {
    const { statuses, urls } = await rounds(prod(), 'https://example.com/p?a=%20b&c', 5)
    expect(statuses).toEqual(['handshake', 'handshake', 'handshake', 'signed-out', 'signed-out'])
    expect(urls).toEqual([
      'https://example.com/p?a=%20b&c',
      ...[1, 2, 3].map(
        (round) => `https://example.com/p?a=%20b&c&__clerk_redirect_count=${round}-${SECONDS}`,
      ),
    ])
    const { trace, reason } = await authenticateRequest(prod(), frame(urls.at(-1) ?? ''))
    expect(reason).toBe('client-uat-but-no-session-token')
    expect(trace.join('; ')).toContain(
      'redirected 3 times in a row: the browser refuses the cookies of a page in an iframe of another site',
    )
  })

  test('behavior: the same applies in development, where the result of the handshake is in the URL', async () => {
    const first = await authenticateRequest(dev(), frame('http://localhost:3000/'))
    const url = new URL(first.headers.get('location') ?? '').searchParams.get('redirect_url')
    const returned = `${url}&__clerk_handshake=${await handshakeToken()}`
    const second = await authenticateRequest(dev(), frame(returned))
    expect(second.headers.get('location')).toBe(url)
    expect((await rounds(dev(), url ?? '', 3)).statuses).toEqual([
      'handshake',
      'handshake',
      'signed-out',
    ])
  })

  test('behavior: a count expires after half a minute, so that reloads of a page do not add up', async () => {
    for (const [age, status] of [
      [30, 'signed-out'],
      [31, 'handshake'],
      [-31, 'handshake'],
    ] as const) {
      const url = `https://example.com/?__clerk_redirect_count=3-${SECONDS - age}`
      expect((await authenticateRequest(prod(), frame(url))).status).toBe(status)
    }
  })

  test.each(['3', '-3', '3-', 'x-1', `3.5-${SECONDS}`, `99-${SECONDS}`])(
    'behavior: %j is not counted',
    async (value) => {
      const url = `https://example.com/?__clerk_redirect_count=${value}`
      const { headers } = await authenticateRequest(prod(), frame(url))
      expect(new URL(headers.get('location') ?? '').searchParams.get('redirect_url')).toBe(
        `https://example.com/?__clerk_redirect_count=1-${SECONDS}`,
      )
    },
  )

  test.each(['same-origin', 'same-site', 'none'])(
    'behavior: the count also applies to a link within the iframe, which is %s',
    async (site) => {
      const url = `https://example.com/?__clerk_redirect_count=3-${SECONDS}`
      expect((await authenticateRequest(prod(), frame(url, site))).status).toBe('signed-out')
    },
  )

  test('behavior: outside of such an iframe the count in the URL is neither read nor changed', async () => {
    const url = `https://example.com/?__clerk_redirect_count=3-${SECONDS}`
    const { headers } = await authenticateRequest(prod(), page(url, { cookies: uatOnly }))
    expect(new URL(headers.get('location') ?? '').searchParams.get('redirect_url')).toBe(url)
  })

  test('error: the message does not claim refused cookies when the browser sends them back', async () => {
    const looping = frame('https://example.com/', 'cross-site', { __clerk_redirect_count: 3 })
    const { trace } = await authenticateRequest(prod(), looping)
    expect(trace.join()).toContain('check that the keys belong to one instance')
  })
})

const back = (query: string) => page(`http://localhost:3000/p?a=1&${query}#top`)
const lines = async (over: Record<string, unknown> = {}) => [
  '__client_uat=5; Path=/',
  `__session=${await instance.sign(devClaims(over))}; Path=/; HttpOnly`,
]
const handshakeToken = async (
  over: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
) => instance.sign({ handshake: await lines(over) }, header)

function answering<T extends ReturnType<typeof dev>>(ctx: T, directives: unknown, status = 200): T {
  ctx.setup.answer = () => Response.json({ directives, clerk_trace_id: 'tr_1' }, { status })
  return ctx
}

describe('coming back', () => {
  test('O01 a nonce is exchanged for cookies at the API', async () => {
    const ctx = answering(dev(), await lines())
    const state = await authenticateRequest(ctx, back('__clerk_handshake_nonce=n%261'))
    expect(state).toMatchObject({ status: 'signed-in', payload: { sub: 'user_1' } })
    expect(state.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__client_uat=5/),
      expect.stringMatching(/^__session=/),
    ])
    expect(ctx.calls[0]).toMatchObject({
      method: 'GET',
      url: 'https://api.clerk.com/v1/clients/handshake_payload?nonce=n%261',
    })
  })

  test('O02 O10 the API does not know the nonce', async () => {
    const state = await authenticateRequest(
      answering(dev(), [], 400),
      back('__clerk_handshake_nonce=n'),
    )
    expect(state).toMatchObject({ status: 'signed-out', reason: 'session-token-missing' })
    expect(state.trace).toContainEqual(
      expect.stringMatching(
        /^handshake nonce cannot be used: The response of the API has the status 400/,
      ),
    )
  })

  test('behavior: with api, coming back does not redirect', async () => {
    const ctx = answering(dev(), await lines())
    const request = back('__clerk_handshake_nonce=n')
    const state = await authenticateRequest(ctx, request, { api: true })

    expect(state).toMatchObject({ status: 'signed-in', payload: { sub: 'user_1' } })
    expect(state.headers.has('location')).toBe(false)
  })

  test('O03 without a nonce and a token, there are no cookies', async () => {
    const ctx = dev()
    expect(await outcome(ctx, back(''))).toBe('HS(dev-browser-missing)')
    expect(ctx.calls).toEqual([])
  })

  test.each([
    [
      'O04',
      'http://localhost/p?a=1&__clerk_handshake_nonce=n&__clerk_handshake=t&__clerk_help=h&__clerk_db_jwt=d&b=2#top',
      'http://localhost/p?a=1&b=2#top',
    ],
    ['O05', 'http://localhost/p?__clerk_handshake_nonce=n', 'http://localhost/p'],
    [
      'O07',
      'http://localhost/p?u=https%3A%2F%2Fx.com%2F%3Fa%3Db&q=a%20b&__clerk_handshake_nonce=n',
      'http://localhost/p?u=https%3A%2F%2Fx.com%2F%3Fa%3Db&q=a%20b',
    ],
  ])('%s development: the address bar is cleaned', async (_, url, expected) => {
    const state = await authenticateRequest(answering(dev(), await lines()), page(url))
    expect(state.status).toBe('signed-in')
    expect(state.headers.get('location')).toBe(expected)
  })

  test('O06 in development, a nonce in a cookie leaves the URL as it is', async () => {
    const request = page('http://localhost/p?a=1', { cookies: { __clerk_handshake_nonce: 'n' } })
    const state = await authenticateRequest(answering(dev(), await lines()), request)
    expect(state.headers.get('location')).toBe('http://localhost/p?a=1')
  })

  test('O08 in development, the response is not to be cached', async () => {
    const ctx = answering(dev(), await lines())
    const { headers } = await authenticateRequest(ctx, back('__clerk_handshake_nonce=n'))
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-allow-origin')).toBe('null')
    expect(headers.get('access-control-allow-credentials')).toBe('true')
  })

  test('O09 O21 production: no redirect', async () => {
    const ctx = answering(prod(), await lines({ iss: PROD_FAPI }))
    const request = page(undefined, { cookies: { __clerk_handshake_nonce: 'n' } })
    const state = await authenticateRequest(ctx, request)
    expect(state.status).toBe('signed-in')
    expect(state.headers.get('location')).toBeNull()
    expect(state.headers.get('cache-control')).toBeNull()
    expect(cookieOf(state, '__session')).toBeDefined()
    const token = await handshakeToken()
    expect(await outcome(prod(), page(undefined, { cookies: { __clerk_handshake: token } }))).toBe(
      'SI',
    )
  })

  test('O11 in development, the URL is cleaned without cookies, too', async () => {
    const state = await authenticateRequest(answering(dev(), []), back('__clerk_handshake_nonce=n'))
    expect(state).toMatchObject({ status: 'signed-out', reason: 'session-token-missing' })
    expect(state.headers.get('location')).toBe('http://localhost:3000/p?a=1#top')
  })

  test.each([CATEGORY.session, CATEGORY.optedOut, undefined])(
    'O12 a token of the category %s',
    async (cat) => {
      const token = await handshakeToken({}, cat ? { cat } : {})
      expect(await outcome(dev(), back(`__clerk_handshake=${token}`))).toBe('SI')
    },
  )

  test.each([CATEGORY.template, CATEGORY.m2m, 'cl_unknown'])(
    'O13 not one of the category %s',
    async (cat) => {
      const token = await handshakeToken({}, { cat })
      await expect(outcome(dev(), back(`__clerk_handshake=${token}`))).rejects.toThrow(
        'reason=token-invalid)',
      )
      const cookies = { __clerk_handshake: token }
      expect(await outcome(prod(), page(undefined, { cookies }))).toMatch(/^SO/)
    },
  )

  test('O14 O19 development: a wrong signature', async () => {
    const token = await stranger.sign({ handshake: [] })
    await expect(outcome(dev(), back(`__clerk_handshake=${token}`))).rejects.toThrow(
      /token-invalid-signature.*keys belong to one instance/,
    )
  })

  test('O15 in development, another flaw of the token throws its reason', async () => {
    const token = await instance.sign({ handshake: [] }, { alg: 'HS256' })
    await expect(outcome(dev(), back(`__clerk_handshake=${token}`))).rejects.toThrow(
      'reason=token-invalid-algorithm',
    )
  })

  test('O16 the payload sets cookies, a 400 signs out, and an empty nonce is not sent', async () => {
    const ok = answering(dev(), await lines())
    expect(await outcome(ok, back('__clerk_handshake_nonce=n'))).toBe('SI')
    const refusing = answering(dev(), [], 400)
    expect(await outcome(refusing, back('__clerk_handshake_nonce=n'))).toBe(
      'SO(session-token-missing)',
    )
    const unasked = dev()
    await outcome(unasked, back('__clerk_handshake_nonce='))
    expect(unasked.calls).toEqual([])
  })

  test('O17 in development, the return redirects to the clean URL and sets cookies', async () => {
    const state = await authenticateRequest(
      dev(),
      back(`__clerk_handshake=${await handshakeToken()}&__clerk_db_jwt=d`),
    )
    expect(state.status).toBe('signed-in')
    expect(state.headers.get('location')).toBe('http://localhost:3000/p?a=1#top')
    expect(state.headers.getSetCookie()).toHaveLength(2)
  })

  test.each([
    ['behind', { nbf: SECONDS + 3600, iat: SECONDS + 3600, exp: SECONDS + 3660 }],
    ['ahead', { nbf: SECONDS - 3660, iat: SECONDS - 3660, exp: SECONDS - 3600 }],
  ])('O18 development, the clock is %s', async (_, over) => {
    const token = await handshakeToken(over)
    const state = await authenticateRequest(dev(), back(`__clerk_handshake=${token}`))
    expect(state.status).toBe('signed-in')
    expect(state.headers.has('location')).toBe(true)
    expect(state.trace.join()).toContain('the clock of this machine is off')
  })

  test('O20 in development, a new dev browser is among the cookies', async () => {
    const ctx = answering(dev(), [...(await lines()), '__clerk_db_jwt=dvb_2; Path=/'])
    const state = await authenticateRequest(ctx, back('__clerk_handshake_nonce=n'))
    expect(cookieOf(state, '__clerk_db_jwt')).toBe('__clerk_db_jwt=dvb_2; Path=/')
  })

  test('O22 in production, a session that is early within the skew is accepted', async () => {
    const cookies = { __clerk_handshake: await handshakeToken({ nbf: SECONDS + 4 }) }
    expect(await outcome(prod(), page(undefined, { cookies }))).toBe('SI')
  })

  test('O23 in production, a stale handshake and an expired session start a new one', async () => {
    const over = { exp: SECONDS - 60 }
    const cookies = {
      ...(await signedInCookies(over)),
      __clerk_handshake: await handshakeToken(over),
    }
    expect(await outcome(prod(), page(undefined, { cookies }))).toMatch(
      /^HS\(session-token-expired/,
    )
  })

  test('O24 in production, keys of another instance sign the visitor out', async () => {
    const cookies = { __clerk_handshake: await stranger.sign({ handshake: await lines() }) }
    const state = await authenticateRequest(prod(), page(undefined, { cookies }))
    expect(state).toMatchObject({
      status: 'signed-out',
      reason: 'session-token-and-uat-missing',
    })
    expect(state.trace).toContain(
      'handshake token cannot be used: The signature does not match the key. (reason=token-invalid-signature)',
    )
  })

  test('in development, a session that is refused is decided by the cookies', async () => {
    const ctx = answering(dev(), [`__session=${await stranger.sign(devClaims())}`])
    const request = page('http://localhost/?__clerk_handshake_nonce=n', {
      cookies: await devCookies(),
    })
    expect(await outcome(ctx, request)).toBe('SI')
  })

  test('the last session cookie is used, and malformed cookies are left out', async () => {
    const ctx = answering(dev(), [
      '__session=x; Path=/',
      7,
      'no cookie',
      'a=b\r\nset-cookie: evil=1',
      `__session_suffix=${await instance.sign(devClaims({ sub: 'user_8' }))}`,
    ])
    const state = await authenticateRequest(ctx, back('__clerk_handshake_nonce=n'))
    expect(state).toMatchObject({ payload: { sub: 'user_8' } })
    expect(state.headers.getSetCookie()).toHaveLength(2)
  })

  test('a token of a template in place of the session is not accepted', async () => {
    const session = await instance.sign(devClaims(), { cat: CATEGORY.template })
    const ctx = answering(dev(), [`__session=${session}`])
    expect(await outcome(ctx, back('__clerk_handshake_nonce=n'))).toBe('HS(dev-browser-missing)')
  })

  test('a token in the header wins over a handshake', async () => {
    const ctx = dev()
    const request = fetched('http://localhost/?__clerk_handshake_nonce=n', {
      token: await instance.sign(devClaims()),
    })
    expect(await outcome(ctx, request)).toBe('SI')
    expect(ctx.calls).toEqual([])
  })
})
