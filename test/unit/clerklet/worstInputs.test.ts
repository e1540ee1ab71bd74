import { getUser } from 'clerklet'
import { camelize } from 'clerklet/camelize'
import { createRedirect, proxyFrontendApi } from 'clerklet/proxy'
import {
  authenticateRequest,
  type HasSubject,
  has,
  parsePublishableKey,
  publishableKeyFromHost,
  sessionProperties,
  verifyMachineToken,
  verifyToken,
} from 'clerklet/verify'
import { describe, expect, test, vi } from 'vitest'
import { signer, unsafeToken } from '#fixtures/tokens.ts'

/** The limit for each call in milliseconds. With a quadratic regular expression, a call would take seconds. */
const LIMIT = 400
const SIZE = 65_536

const instance = await signer()
const publishableKey = 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k'
const ctx = {
  secretKey: 'sk_live_worst',
  publishableKey,
  jwtKey: instance.pem,
  timeout: 1_000,
  retry: 0,
}

const fill = (unit: string) => unit.repeat(Math.floor(SIZE / unit.length))
const signedIn = (claims: object) => sessionProperties({ sub: 'user_1', exp: 1, v: 2, ...claims })
const page = (headers: Record<string, string>, url = 'https://example.com/') =>
  // Makes a real `Request`, so that the headers have only values that the runtime accepts.
  new Request(url, { headers: { accept: 'text/html', 'sec-fetch-dest': 'document', ...headers } })
const authenticate = (headers: Record<string, string>, url?: string, options?: object) =>
  authenticateRequest(ctx, page(headers, url), options)
const development = { publishableKey: 'pk_test_aGFwcHktb3R0ZXItMTIuY2xlcmsuYWNjb3VudHMuZGV2JA' }
const uat = '__client_uat=5'
const answered = (init: ResponseInit, body = '{}') =>
  getUser({ ...ctx, fetch: async () => new Response(body, init), onDrift() {} }, 'user_1')
/** Proxies a request whose `headers` accept any value, like the header objects of some frameworks. */
const proxied = (headers: Record<string, string>) => {
  const map = new Map(Object.entries(headers))
  const request = {
    url: 'https://example.com/__clerk/v1',
    method: 'GET',
    headers: {
      get: (name: string) => map.get(name) ?? null,
      has: () => false,
      *[Symbol.iterator]() {},
    },
  }
  const fetch = async () => new Response()
  return proxyFrontendApi({ ...ctx, fetch }, request as unknown as Request)
}

const rows: [name: string, call: () => unknown][] = [
  ...['a=b; ', ';', '=', ' ', '%', '%41', 'a', '__session=x; ', '"'].map(
    (unit): [string, () => unknown] => [
      `cookies of ${JSON.stringify(unit)}`,
      () => authenticate({ cookie: `${fill(unit)}x; ${uat}` }),
    ],
  ),
  ...['a', '.', 'a.', '-', '..', 'a..', '=', 'a.b.'].map((unit): [string, () => unknown] => [
    `a token of ${JSON.stringify(unit)}`,
    () => verifyToken(ctx, fill(unit)).catch(() => {}),
  ]),
  ['an Authorization header of spaces', () => authenticate({ authorization: `a${fill(' ')}b` })],
  ['an Authorization header of words', () => authenticate({ authorization: fill('a ') })],
  [
    'a referer of labels',
    () => authenticate({ referer: `https://${fill('accounts.')}dev/`, cookie: uat }),
  ],
  ...['a', '.', '1', ':', 'a:1', '[', 'clerk.accounts.', ' ', ','].map(
    (unit): [string, () => unknown] => [
      `a forwarded host of ${JSON.stringify(unit)}`,
      () => authenticate({ 'x-forwarded-host': `${fill(unit)}!`, cookie: uat }),
    ],
  ),
  [
    'a forwarded host that is a list',
    () => authenticate({ 'x-forwarded-host': fill('a, '), cookie: uat }),
  ],
  ['a forwarded protocol', () => authenticate({ 'x-forwarded-proto': fill('http'), cookie: uat })],
  ...['&', 'a&', '__clerk_db_jwt&', '%41=%42&', '+&', '=', '%'].map(
    (unit): [string, () => unknown] => [
      `a query of ${JSON.stringify(unit)}`,
      () => authenticate({ cookie: uat }, `https://example.com/?__clerk=1&${fill(unit)}`),
    ],
  ),
  [
    'a redirect URL for satellites',
    () =>
      authenticate(
        {},
        `https://example.com/?__clerk_redirect_url=${encodeURIComponent(`https://x.com/${fill('/')}`)}`,
        development,
      ),
  ],
  [
    'a redirect count',
    () => authenticate({ cookie: `__clerk_redirect_count=${fill('9')}; ${uat}` }),
  ],
  ...['.', 'a.', 'a', '$', '=', 'a$'].map((unit): [string, () => unknown] => [
    `a publishable key of ${JSON.stringify(unit)}`,
    () => parsePublishableKey(`pk_live_${btoa(fill(unit))}`),
  ]),
  ['a publishable key of padding', () => parsePublishableKey(`pk_live_${fill('=')}a`)],
  ...[':', ':1', 'a-', '.', 'clerk.'].map((unit): [string, () => unknown] => [
    `a host of ${JSON.stringify(unit)}`,
    () => publishableKeyFromHost(`${fill(unit)}!`),
  ]),
  ...[' ', 'o: ', ':', 'o:a,', ',', 'o:', '\t\n'].map((unit): [string, () => unknown] => [
    `a fea claim of ${JSON.stringify(unit)}`,
    () => has(signedIn({ fea: `${fill(unit)}x` }) as HasSubject, { feature: 'x' }),
  ]),
  [
    'a fea claim with a run of spaces inside',
    () => has(signedIn({ fea: `o:a${fill(' ')}b` }) as HasSubject, { feature: 'x' }),
  ],
  [
    'as many features as permissions',
    () =>
      signedIn({
        fea: 'o:a,'.repeat(SIZE / 8).slice(0, -1),
        o: { id: 'org_1', per: 'a,'.repeat(SIZE / 8), fpm: '1,'.repeat(SIZE / 8) },
      }),
  ],
  [
    'a long permission mask',
    () =>
      signedIn({
        fea: 'o:a',
        o: { per: 'a,'.repeat(SIZE / 8), fpm: fill('9').slice(0, SIZE / 2) },
      }),
  ],
  ['a role', () => has({ userId: 'u', orgId: 'o', orgRole: fill('org:') }, { role: fill('org:') })],
  ...[' ', ', ', ',', ' ,', '\t'].map((unit): [string, () => unknown] => [
    `a Connection header of ${JSON.stringify(unit)}`,
    () => proxied({ connection: `a${fill(unit)}b` }),
  ]),
  ['a forwarded client', () => proxied({ 'x-forwarded-for': fill(', ') })],
  [
    'a return URL of slashes',
    () =>
      createRedirect({
        publishableKey,
        baseUrl: 'https://a.com',
        redirectAdapter: (url) => url,
      }).redirectToSignIn({ returnBackUrl: `https://b.com${fill('/')}x` }),
  ],
  ...[
    { cookie: fill('__clerk_db_jwt_=;') },
    { cookie: `${fill(' ')}x` },
    { 'x-forwarded-host': fill('a, ') },
    { 'x-forwarded-host': `${fill('a.')}!` },
  ].map((headers): [string, () => unknown] => [
    `a request to redirect, ${Object.entries(headers).join().slice(0, 30)}`,
    () =>
      createRedirect({
        publishableKey,
        request: new Request('http://10.0.0.1', { headers: headers as Record<string, string> }),
        redirectAdapter: (url) => url,
      }).redirectToSignIn(),
  ]),
  [
    'a sign-in URL of slashes',
    () =>
      createRedirect({
        publishableKey,
        signInUrl: `https://a.com${fill('/')}x`,
        baseUrl: 'https://a.com',
        sessionStatus: 'pending',
        redirectAdapter: (url) => url,
      }).redirectToSignIn(),
  ],
  [
    'a proxy URL of slashes',
    () => authenticate({ cookie: uat }, undefined, { proxyUrl: `https://a.com${fill('/')}x` }),
  ],
  [
    'a base URL of slashes',
    () =>
      getUser(
        {
          ...ctx,
          baseUrl: `https://a.com${fill('/')}x`,
          fetch: async () => Response.json({ id: 'u' }),
          onDrift() {},
        },
        'u',
      ),
  ],
  ...['json', '+json', 'a.', ' ', 'a/'].map((unit): [string, () => unknown] => [
    `a content type of ${JSON.stringify(unit)}`,
    () => answered({ headers: { 'content-type': `application/${fill(unit)}!` } }).catch(() => {}),
  ]),
  ...['9', ' ', 'Mon, ', '(', '1-'].map((unit): [string, () => unknown] => [
    `a Retry-After of ${JSON.stringify(unit)}`,
    () => answered({ status: 429, headers: { 'retry-after': `${fill(unit)}x` } }).catch(() => {}),
  ]),
  ...['Bearer ', 'Bearer\t', 'sk_', 'eyJ', ' ', 'eyJ.'].map((unit): [string, () => unknown] => [
    `a network error of ${JSON.stringify(unit)}`,
    () =>
      getUser(
        { ...ctx, fetch: () => Promise.reject(new Error(`Bearer${fill(unit)}!`)) },
        'u',
      ).catch(() => {}),
  ]),
  ['keys to camelize', () => camelize({ [fill('_')]: 1, [fill('a_')]: 2, [fill('_a')]: 3 })],
]

describe('64 kB of the worst input take linear time', () => {
  test.each(rows)('%s', async (_, call) => {
    const started = performance.now()
    await call()
    expect(performance.now() - started).toBeLessThan(LIMIT)
  })
})

describe('error: a token of more than 64 kB', () => {
  const long = 'x'.repeat(SIZE)

  test.each(['ak_', 'mt_', 'oat_'])('%s is refused, and the API is not called', async (prefix) => {
    const fetch = vi.fn()
    const token = prefix + long
    const verified = verifyMachineToken({ ...ctx, fetch }, token)

    await expect(verified).rejects.toMatchObject({ code: 'token-invalid' })
    const request = page({ authorization: `Bearer ${token}` })
    const state = await authenticateRequest({ ...ctx, fetch }, request, { acceptsToken: 'any' })
    expect(state.reason).toBe('token-invalid')
    expect(state.trace.join()).not.toContain('xxx')
    expect(fetch).not.toHaveBeenCalled()
  })

  test('in the header and in a cookie', async () => {
    const token = unsafeToken({ alg: 'RS256' }, { note: long })
    const inHeader = await authenticate({ authorization: `Bearer ${token}` })
    const inCookie = await authenticate({ cookie: `__session=${token}; ${uat}` })

    expect([inHeader.reason, inCookie.reason]).toEqual(['token-invalid', 'token-invalid'])
  })
})
