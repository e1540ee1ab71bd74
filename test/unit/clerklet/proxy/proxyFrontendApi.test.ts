import { inspect } from 'node:util'
import type { ClerkNetworkError } from 'clerklet'
import {
  matchProxyPath,
  type ProxyContext,
  type ProxyFrontendApiOptions,
  proxyFrontendApi,
} from 'clerklet/proxy'
import { authenticateRequest } from 'clerklet/verify'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { answering, findSecret, json, type Outcome } from '#fixtures/transport.ts'

const SECRET_KEY = 'sk_live_proxysecret'
const keyOf = (host: string) => `pk_live_${btoa(`${host}$`)}`
const keys = { secretKey: SECRET_KEY, publishableKey: keyOf('clerk.example.com') }
const CLERK = 'https://frontend-api.clerk.dev'

interface Sent extends RequestInit {
  path?: string
  options?: ProxyFrontendApiOptions
  ctx?: ProxyContext
}

/** Sends one request through the proxy. `upstream` is the request that reached the Frontend API, or undefined. */
async function proxied(
  { path = '/__clerk/v1/client', options = {}, ctx = keys, ...init }: Sent,
  ...outcomes: Outcome[]
) {
  const { fetch, received } = answering(...outcomes, json(200, {}))
  const url = path.startsWith('/') ? `https://example.com${path}` : path
  const response = await proxyFrontendApi({ ...ctx, fetch }, new Request(url, init), options)
  return { response, upstream: received[0], received }
}

const through = async (headers: Record<string, string>, sent: Sent = {}) =>
  (await proxied({ ...sent, headers })).upstream?.headers

const from = async (headers: HeadersInit, init: ResponseInit = {}, sent: Sent = {}) =>
  (await proxied(sent, new Response('body', { ...init, headers }))).response

async function refusal({ response, received }: Awaited<ReturnType<typeof proxied>>) {
  const { errors } = (await response.json()) as { errors: { code: string; message: string }[] }
  expect(received).toEqual([])
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(errors).toHaveLength(1)
  return `${response.status} ${errors[0]?.code}: ${errors[0]?.message}`
}

describe('the target of a request', () => {
  test.each([
    ['V01 a live key', keyOf('clerk.example.com'), CLERK],
    ['V01 a development key', keyOf('happy-otter-12.clerk.accounts.dev'), CLERK],
    ['V01 local', keyOf('happy-otter-12.lclclerk.com'), 'https://frontend-api.lclclerk.com'],
    [
      'V01 staging',
      keyOf('happy-otter-12.clerk.accountsstage.dev'),
      'https://frontend-api.clerkstage.dev',
    ],
    ['V01 legacy', keyOf('clerk.happy.otter-12.lcl.dev'), CLERK],
    ['V01 not a key', 'pk_test_x', CLERK],
  ])('%s', async (_, publishableKey, origin) => {
    const { upstream } = await proxied({ ctx: { ...keys, publishableKey } })
    expect(upstream?.url.href).toBe(`${origin}/v1/client`)
  })

  test('V06 the request has the headers that identify the application', async () => {
    const { upstream } = await proxied({ headers: { cookie: '__client=1', host: 'example.com' } })
    expect(upstream?.method).toBe('GET')
    expect(upstream?.url.href).toBe(`${CLERK}/v1/client`)
    expect(Object.fromEntries(upstream?.headers ?? [])).toEqual({
      'accept-encoding': 'identity',
      'clerk-proxy-url': 'https://example.com/__clerk',
      'clerk-secret-key': SECRET_KEY,
      cookie: '__client=1',
      host: 'frontend-api.clerk.dev',
      'x-forwarded-host': 'example.com',
      'x-forwarded-proto': 'https',
    })
  })

  test.each([
    ['option', { fapiUrl: 'https://option.test' }, 'https://option.test/v1/client'],
    ['context', {}, 'https://context.test/v1/client'],
    ['undefined option', { fapiUrl: undefined }, 'https://context.test/v1/client'],
    ['slash at the end', { fapiUrl: 'https://option.test/' }, 'https://option.test/v1/client'],
    ['path', { fapiUrl: 'https://option.test/api//' }, 'https://option.test/api/v1/client'],
    ['port', { fapiUrl: 'http://127.0.0.1:4010' }, 'http://127.0.0.1:4010/v1/client'],
  ])('V07 fapiUrl: %s', async (_, options, expected) => {
    const ctx = { ...keys, fapiUrl: 'https://context.test' }
    const { upstream } = await proxied({ ctx, options })
    expect(upstream?.url.href).toBe(expected)
    expect(upstream?.headers.get('host')).toBe(new URL(expected).host)
  })

  test.each([
    ['/__clerk', '/'],
    ['/__clerk/', '/'],
    ['/__clerk?x=1', '/?x=1'],
    ['/__clerk/v1//x', '/v1//x'],
    ['/__clerk/v1/%2F%3F%23', '/v1/%2F%3F%23'],
  ])('the path %s', async (path, expected) => {
    expect((await proxied({ path })).upstream?.url.href).toBe(CLERK + expected)
    const options = { fapiUrl: 'https://fapi.test/base' }
    const { upstream } = await proxied({ path, options })
    expect(upstream?.url.href).toBe(options.fapiUrl + expected)
  })

  test.each([
    ['V05 two slashes', '//evil.com'],
    ['V05 three slashes', '///evil.com'],
    ['V05 backslashes', '/\\\\evil.com'],
    ['V05 encoded backslashes', '/%5C%5Cevil.com'],
    ['V05 userinfo', '/@evil.com'],
    ['V05 userinfo behind two slashes', '//user:password@evil.com'],
    ['V05 a port', '/:80@evil.com'],
    ['V05 an absolute URL', '/https://evil.com/'],
    ['V05 encoded dots before a slash', '/..%2f..%2fevil.com'],
    ['V05 dots', '/a/..//evil.com'],
    ['V05 line breaks', '/%0d%0aHost:%20evil.com'],
    ['V05 a tab that parsers drop', '/\t/evil.com'],
  ])('%s cannot move it', async (_, path) => {
    for (const fapiUrl of [undefined, 'https://fapi.test/base']) {
      const { upstream } = await proxied({ path: `/__clerk${path}`, options: { fapiUrl } })
      const { origin, pathname } = new URL(fapiUrl ?? CLERK)
      expect(upstream?.url.origin).toBe(origin)
      expect(upstream?.url.pathname.startsWith(pathname)).toBe(true)
      expect(upstream?.url.username).toBe('')
    }
  })

  test('V10 the query stays as written', async () => {
    const path = '/__clerk/v1/client?a=1&a=2&b=x+y%20z&c&d=%2F&e=//evil.com'
    const { upstream } = await proxied({ path })
    expect(upstream?.url.search).toBe('?a=1&a=2&b=x+y%20z&c&d=%2F&e=//evil.com')
  })

  test('V15 a custom proxy path is part of the proxy URL', async () => {
    const options = { proxyPath: '/auth/clerk/' }
    const { upstream } = await proxied({ path: '/auth/clerk/v1/client', options })
    expect(upstream?.url.href).toBe(`${CLERK}/v1/client`)
    expect(upstream?.headers.get('clerk-proxy-url')).toBe('https://example.com/auth/clerk')
  })

  test('V17 behind a reverse proxy, Clerk receives the public origin', async () => {
    const headers = { 'x-forwarded-host': 'app.com, inner.com', 'x-forwarded-proto': 'https,http' }
    const path = 'http://10.0.0.5:8080/__clerk/v1/client'
    const sent = await through(headers, { path })
    expect(sent?.get('clerk-proxy-url')).toBe('https://app.com/__clerk')
  })

  test.each([
    ['host alone', { 'x-forwarded-host': 'app.com' }, 'https://app.com/__clerk'],
    ['protocol alone', { 'x-forwarded-proto': 'http' }, 'http://example.com/__clerk'],
    [
      'protocol alone, beside a host header',
      { 'x-forwarded-proto': 'http', host: 'app.com' },
      'http://app.com/__clerk',
    ],
  ])('V17 one part of a forwarded origin is enough: %s', async (_, headers, expected) => {
    // The cast is needed because the types of the rows differ.
    const sent = await through(headers as Record<string, string>)
    expect(sent?.get('clerk-proxy-url')).toBe(expected)
  })

  test.each([
    ['empty', { 'x-forwarded-host': '', 'x-forwarded-proto': '' }],
    ['first of them empty', { 'x-forwarded-host': ',a.com', 'x-forwarded-proto': 'http' }],
    ['a path', { 'x-forwarded-host': 'evil.com/x', 'x-forwarded-proto': 'https' }],
    ['userinfo', { 'x-forwarded-host': 'example.com@evil.com', 'x-forwarded-proto': 'https' }],
    ['a fragment', { 'x-forwarded-host': 'evil.com#', 'x-forwarded-proto': 'https' }],
    ['markup', { 'x-forwarded-host': '"><script>', 'x-forwarded-proto': 'https' }],
    ['a script', { 'x-forwarded-host': 'evil.com', 'x-forwarded-proto': 'javascript' }],
    ['a whole URL', { 'x-forwarded-host': 'evil.com', 'x-forwarded-proto': 'https://x.com/?' }],
  ])('V17 a forwarded origin that is malformed is ignored: %s', async (_, headers) => {
    const sent = await through(headers)
    expect(sent?.get('clerk-proxy-url')).toBe('https://example.com/__clerk')
  })

  test('args: an absolute proxyUrl is used instead of the headers', async () => {
    const headers = { 'x-forwarded-host': 'evil.com', 'x-forwarded-proto': 'https' }
    const options = { proxyUrl: 'https://app.com/auth/' }
    const { upstream, response } = await proxied(
      { headers, options },
      new Response(null, { status: 302, headers: { location: '/v1/x' } }),
    )
    expect(upstream?.headers.get('clerk-proxy-url')).toBe('https://app.com/auth')
    expect(response.headers.get('location')).toBe('https://app.com/auth/v1/x')
  })

  test('args: a relative proxyUrl is on the origin of the request', async () => {
    const sent = await through({}, { options: { proxyUrl: '/public/path' } })
    expect(sent?.get('clerk-proxy-url')).toBe('https://example.com/public/path')
  })
})

describe('the forwarded request', () => {
  test.each(['POST', 'DELETE', 'PATCH'])('V09 the body of a %s, as a stream', async (method) => {
    const request = { method, body: 'a=1&b=2', headers: { 'content-type': 'text/plain' } }
    const { response, upstream } = await proxied(
      request,
      async (init) => new Response(init.body as ReadableStream),
    )
    expect(upstream?.init).toMatchObject({ method, duplex: 'half', redirect: 'manual' })
    expect(upstream?.init.body).toBeInstanceOf(ReadableStream)
    expect(upstream?.headers.get('content-type')).toBe('text/plain')
    expect(await response.text()).toBe('a=1&b=2')
  })

  test('V09 a request without a body has no headers of one', async () => {
    const { upstream } = await proxied({ method: 'DELETE' })
    expect(Object.keys(upstream?.init ?? {}).sort()).toEqual([
      'headers',
      'method',
      'redirect',
      'signal',
    ])
  })

  test.each([
    ['V11 the first forwarded address', { 'x-forwarded-for': '1.1.1.1, 2.2.2.2' }, '1.1.1.1'],
    [
      'V11 X-Real-IP wins over it',
      { 'x-forwarded-for': '1.1.1.1', 'x-real-ip': '3.3.3.3' },
      '3.3.3.3',
    ],
    [
      'V11 the address that Cloudflare reports wins over both',
      { 'x-forwarded-for': '1.1.1.1', 'x-real-ip': '3.3.3.3', 'cf-connecting-ip': '4.4.4.4' },
      '4.4.4.4',
    ],
    ['V11 none, when no address is known', {}, null],
  ])('%s', async (_, headers: Record<string, string>, expected) => {
    expect((await through(headers))?.get('x-forwarded-for')).toBe(expected)
  })

  const HOP_BY_HOP = [
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
  ]

  test.each([...HOP_BY_HOP, 'expect'])('V12 %s is not forwarded', async (name) => {
    expect((await through({ [name]: 'x' }))?.has(name)).toBe(false)
  })

  test('V12 headers that Connection names are dropped, in any spelling', async () => {
    const sent = await through({
      connection: 'close, X-Secret ,x-other,, "x y", @',
      'x-secret': '1',
      'x-other': '1',
      'x-kept': '1',
    })
    expect([...(sent?.keys() ?? [])].filter((name) => /^x-(?!forwarded)/.test(name))).toEqual([
      'x-kept',
    ])
  })

  test('V12 headers of the proxy itself are never dropped', async () => {
    const own = ['clerk-secret-key', 'clerk-proxy-url', 'host', 'x-forwarded-host']
    const sent = await through({
      connection: own.join(),
      'clerk-secret-key': 'sk_live_other',
      'clerk-proxy-url': 'https://evil.com',
      host: 'example.com',
      'x-forwarded-host': 'example.com',
    })
    expect(own.map((name) => sent?.get(name))).toEqual([
      SECRET_KEY,
      'https://example.com/__clerk',
      'frontend-api.clerk.dev',
      'example.com',
    ])
  })

  test('V16 existing forwarded headers are kept', async () => {
    const given = { 'x-forwarded-host': 'a.com, b.com', 'x-forwarded-proto': 'http' }
    const sent = await through(given)
    expect(sent?.get('x-forwarded-host')).toBe('a.com, b.com')
    expect(sent?.get('x-forwarded-proto')).toBe('http')
  })

  test('V16 missing forwarded headers are set from the request', async () => {
    const sent = await through({}, { path: 'http://localhost:3000/__clerk/v1' })
    expect(sent?.get('x-forwarded-host')).toBe('localhost:3000')
    expect(sent?.get('x-forwarded-proto')).toBe('http')
  })

  test('V20 no encoding is requested', async () => {
    const sent = await through({ 'accept-encoding': 'gzip, br' })
    expect(sent?.get('accept-encoding')).toBe('identity')
  })

  test('V23 an abort reaches the Frontend API, though not by the signal of the request', async () => {
    const controller = new AbortController()
    const request = new Request('https://example.com/__clerk', { signal: controller.signal })
    const errors: unknown[] = []
    const signals: unknown[] = []
    const { fetch } = answering(({ signal }) => {
      signals.push(signal)
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
        controller.abort()
      })
    })
    const onError = (error: unknown) => errors.push(error)
    const response = await proxyFrontendApi({ ...keys, fetch }, request, { onError })
    expect(signals).toEqual([expect.objectContaining({ aborted: true })])
    expect(signals[0]).not.toBe(request.signal)
    expect(response.status).toBe(502)
    expect(errors).toEqual([])
  })

  test('V23 an abort after the start of the response, and one before the request', async () => {
    const controller = new AbortController()
    const request = new Request('https://example.com/__clerk', { signal: controller.signal })
    const { fetch, received } = answering(json(200, {}))
    await proxyFrontendApi({ ...keys, fetch }, request)
    expect(received[0]?.init.signal?.aborted).toBe(false)
    controller.abort()
    await Promise.resolve()
    expect(received[0]?.init.signal?.aborted).toBe(true)
    await proxyFrontendApi({ ...keys, fetch }, request)
    expect(received[1]?.init.signal?.aborted).toBe(true)
  })

  test('V23 a request needs no signal', async () => {
    const request = new Request('https://example.com/__clerk')
    Object.defineProperty(request, 'signal', { value: undefined })
    const { fetch, received } = answering(json(200, {}))
    expect((await proxyFrontendApi({ ...keys, fetch }, request)).status).toBe(200)
    expect(received).toHaveLength(1)
  })
})

describe('the response', () => {
  test('V14 a status from upstream is returned', async () => {
    const body = { errors: [{ code: 'authentication_invalid' }] }
    const { response } = await proxied(
      {},
      new Response(JSON.stringify(body), { status: 401, statusText: 'Unauthorized' }),
    )
    expect([response.status, response.statusText]).toEqual([401, 'Unauthorized'])
    expect(await response.json()).toEqual(body)
  })

  test.each([204, 205, 304])('behavior: a %d has no body', async (status) => {
    // Simulates a fetch whose response has a body, although its status forbids one.
    const answer = new Response('', { status: 200 })
    Object.defineProperty(answer, 'status', { value: status })
    const { response } = await proxied({}, async () => answer)
    expect([response.status, response.body]).toEqual([status, null])
  })

  test('V18 a redirect to the Frontend API leads through the proxy', async () => {
    for (const location of [
      `${CLERK}/v1/x?a=1&b=%20#f`,
      'http://frontend-api.clerk.dev/v1/x?a=1&b=%20#f',
      '/v1/x?a=1&b=%20#f',
      '../v1/x?a=1&b=%20#f',
    ]) {
      const response = await from({ location }, { status: 307 })
      expect(response.status).toBe(307)
      expect(response.headers.get('location')).toBe('https://example.com/__clerk/v1/x?a=1&b=%20#f')
    }
  })

  test('V18 a redirect to a configured Frontend API with a path leads through the proxy', async () => {
    const sent = { options: { fapiUrl: 'https://fapi.test/base' } }
    const rewritten = async (location: string) =>
      (await from({ location }, { status: 302 }, sent)).headers.get('location')
    expect(await rewritten('https://fapi.test/base/v1/x')).toBe('https://example.com/__clerk/v1/x')
    expect(await rewritten('next')).toBe('https://example.com/__clerk/v1/next')
    expect(await rewritten('/base')).toBe('https://example.com/__clerk')
    // The proxy cannot reach URLs outside of `/base`, so they are not rewritten.
    expect(await rewritten('https://fapi.test/other')).toBe('https://fapi.test/other')
  })

  test('V17 V18 a redirect leads to the public origin', async () => {
    const headers = { 'x-forwarded-host': 'app.com', 'x-forwarded-proto': 'https' }
    const path = 'http://10.0.0.5:8080/__clerk/v1/client'
    const response = await from({ location: '/v1/x' }, { status: 302 }, { path, headers })
    expect(response.headers.get('location')).toBe('https://app.com/__clerk/v1/x')
  })

  test.each([
    'https://accounts.example.com/sign-in',
    '//evil.com/x',
    'https://frontend-api.clerk.dev.evil.com/',
    'https://frontend-api.clerk.dev:444/',
    'https://frontend-api.clerk.dev@evil.com/',
    'myapp://frontend-api.clerk.dev/callback',
    'https://[',
    '',
  ])('V19 a redirect elsewhere is left alone: %s', async (location) => {
    const response = await from({ location }, { status: 302 })
    expect(response.headers.get('location')).toBe(location)
  })

  test('V21 encoding and length are removed, since fetch has decoded the body', async () => {
    const { headers } = await from({ 'content-encoding': 'gzip', 'content-length': '9', etag: '1' })
    expect(Object.fromEntries(headers)).toMatchObject({ etag: '1' })
    expect([headers.has('content-encoding'), headers.has('content-length')]).toEqual([false, false])
  })

  test('V22 three cookies stay three headers', async () => {
    const cookies = ['a=1; Path=/', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'a=3; HttpOnly']
    const response = await from(cookies.map((one): [string, string] => ['set-cookie', one]))
    expect(response.headers.getSetCookie()).toEqual(cookies)
  })

  test('behavior: headers of the connection are dropped', async () => {
    const response = await from({
      connection: 'close, X-Hop',
      'keep-alive': 'timeout=5',
      'transfer-encoding': 'chunked',
      'proxy-authenticate': 'Basic',
      'x-hop': '1',
      'x-kept': '1',
    })
    expect([...response.headers.keys()].sort()).toEqual(['content-type', 'x-kept'])
  })
})

describe('errors', () => {
  test('V03 a path that is not below the proxy path is refused', async () => {
    for (const path of ['/v1/client', '/__clerk-admin', '/__clerk/%2e%2e/admin']) {
      expect(await refusal(await proxied({ path }))).toBe(
        '400 proxy_path_mismatch: The path is not below proxyPath',
      )
    }
  })

  test.each<[string, ProxyContext, RegExp]>([
    [
      'V04 a publishable key as secret key',
      { secretKey: keys.publishableKey },
      /ctx\.secretKey is a publishable key/,
    ],
    [
      'a secret key of two lines',
      { secretKey: `${SECRET_KEY}\nx: y` },
      /ctx\.secretKey is malformed/,
    ],
    ['V08 ftp', { fapiUrl: 'ftp://fapi.test' }, /fapiUrl must be/],
    ['V08 credentials', { fapiUrl: 'https://user:secret@fapi.test' }, /fapiUrl must be/],
    ['V08 a query', { fapiUrl: 'https://fapi.test?x=1' }, /fapiUrl must be/],
    ['V08 a fragment', { fapiUrl: 'https://fapi.test#x' }, /fapiUrl must be/],
    ['V08 no URL', { fapiUrl: 'fapi.test' }, /fapiUrl must be/],
    ['a proxy path without a slash', { proxyPath: '__clerk' }, /proxyPath must begin/],
    ['a proxy URL without a protocol', { proxyUrl: 'example.com' }, /proxyUrl must be/],
    ['a proxy URL with a query', { proxyUrl: 'https://a.com/b?c' }, /proxyUrl must be/],
  ])('%s', async (_, wrong, expected) => {
    for (const given of [{ ctx: { ...keys, ...wrong } }, { options: wrong }]) {
      const told = await refusal(await proxied(given))
      expect(told).toMatch(/^500 proxy_configuration_error: /)
      expect(told).toMatch(expected)
      expect(told).not.toMatch(/proxysecret|user:secret/)
    }
  })

  test.each<[string, ProxyContext, RegExp]>([
    ['V04 no publishable key', { publishableKey: '' }, /publishableKey is missing/],
    ['V04 no secret key', { secretKey: '' }, /ctx\.secretKey is missing/],
  ])('%s', async (_, without, expected) => {
    const told = await refusal(await proxied({ ctx: { ...keys, ...without } }))
    expect(told).toMatch(/^500 proxy_configuration_error: /)
    expect(told).toMatch(expected)
  })

  test('error: an empty key in the options', async () => {
    for (const options of [{ secretKey: '' }, { publishableKey: '' }]) {
      const { response } = await proxied({ options })
      expect(await response.json()).toMatchObject({
        errors: [
          { code: 'proxy_configuration_error', message: expect.stringContaining('is empty') },
        ],
      })
    }
  })

  test('V13 without a response the client gets a 502, and onError the reason', async () => {
    const cause = Object.assign(new Error(SECRET_KEY), { code: 'ECONNREFUSED' })
    const errors: ClerkNetworkError[] = []
    const { response } = await proxied(
      { method: 'POST', options: { onError: (error) => errors.push(error) } },
      new TypeError(`fetch failed with ${SECRET_KEY}`, { cause }),
    )
    expect(response.status).toBe(502)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({
      errors: [{ code: 'proxy_request_failed', message: 'The Frontend API did not respond' }],
    })
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({
      name: 'ClerkNetworkError',
      code: 'ECONNREFUSED',
      message:
        'The Frontend API did not respond: fetch failed with [redacted]: [redacted] (ECONNREFUSED)',
      operation: 'proxyFrontendApi',
      method: 'POST',
      route: '/{path}',
      host: expect.stringContaining('.'),
    })
    expect(inspect(errors[0], { depth: 9, showHidden: true })).not.toContain('proxysecret')
  })

  test('V13 the error may have no code, and onError may be missing', async () => {
    const { response } = await proxied({}, new TypeError('fetch failed'))
    expect(response.status).toBe(502)
  })
})

describe('it never rejects', () => {
  const ask = (init?: RequestInit) => new Request('https://example.com/__clerk/v1/client', init)

  /** Returns the response, its status, and the errors that `onError` received. */
  async function outcome(fetch: unknown, request: unknown, options: object = {}) {
    const errors: ClerkNetworkError[] = []
    const response = await proxyFrontendApi(
      { ...keys, fetch: fetch as ProxyContext['fetch'] },
      request as Request,
      { onError: (error) => errors.push(error), ...options },
    )
    return { status: response.status, errors, response }
  }
  const hostile = () =>
    new Proxy(
      {},
      {
        get() {
          throw new Error(SECRET_KEY)
        },
      },
    )
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  }
  const withStatus = (status: unknown) =>
    Object.defineProperty(new Response('x'), 'status', { value: status })

  test.each<[string, () => unknown]>([
    ['a text', () => Promise.reject('gone')],
    ['nothing', () => Promise.reject()],
    ['null', () => Promise.reject(null)],
    ['a symbol', () => Promise.reject(Symbol('gone'))],
    ['an object that cannot be read', () => Promise.reject({ message: hostile() })],
    ['a revoked proxy', () => Promise.reject(revoked())],
    [
      'a throw of a revoked proxy',
      () => {
        throw revoked()
      },
    ],
    [
      'a throw',
      () => {
        throw 'gone'
      },
    ],
  ])('error: fetch fails with %s', async (_, fetch) => {
    const { status, errors } = await outcome(fetch, ask())

    expect(status).toBe(502)
    expect(errors).toMatchObject([{ name: 'ClerkNetworkError', code: 'network', attempts: 1 }])
    expect(errors[0]?.message).toMatch(/^The Frontend API did not respond: ./)
    expect(findSecret(errors[0], SECRET_KEY)).toEqual([])
  })

  test.each<[string, () => unknown]>([
    ['nothing', async () => undefined],
    ['an object', async () => ({})],
    ['a status of 101', async () => withStatus(101)],
    ['a status of 600', async () => withStatus(600)],
    ['a status that is no number', async () => withStatus('x')],
    ['a network error', async () => Response.error()],
    [
      'a body that was read',
      async () => {
        const response = new Response('x')
        await response.text()
        return response
      },
    ],
    [
      'what cannot be read',
      async () => Object.defineProperty(new Response(), 'headers', { get: hostile }),
    ],
  ])('error: fetch answers %s', async (_, fetch) => {
    const { status, errors } = await outcome(fetch, ask())

    expect(status).toBe(502)
    expect(errors).toMatchObject([{ name: 'ClerkNetworkError', code: 'network' }])
  })

  test('behavior: calls that share a signal share one listener, which is removed with the last', async () => {
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const removed = vi.spyOn(signal, 'removeEventListener')
    const request = Object.defineProperty(ask(), 'signal', { value: signal })
    const answers = [
      async () => new Response(null, { status: 204 }),
      async () => Promise.reject(new Error('gone')),
      async () => withStatus(101),
    ]

    await Promise.all(Array.from({ length: 21 }, (_, i) => outcome(answers[i % 3], request)))

    expect(added).toHaveBeenCalledTimes(1)
    expect(removed).toHaveBeenCalledTimes(1)
  })

  test('behavior: a response that cannot be returned is not read any further', async () => {
    const signals: (AbortSignal | null | undefined)[] = []
    await outcome(async (_: string, init: RequestInit) => {
      signals.push(init.signal)
      return withStatus(101)
    }, ask())

    expect(signals).toMatchObject([{ aborted: true }])
  })

  test.each(['Schöne Grüße ☃', 'a\r\nx-injected: 1', '\0'])(
    'behavior: the status text %j is left out, and the response is forwarded',
    async (statusText) => {
      const answer = Object.defineProperty(new Response('x', { status: 201 }), 'statusText', {
        value: statusText,
      })
      const { status, errors, response } = await outcome(async () => answer, ask())

      expect([status, response.statusText, await response.text()]).toEqual([201, '', 'x'])
      expect(errors).toEqual([])
    },
  )

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('logger')
      },
    ],
    ['rejects', () => Promise.reject(new Error('logger'))],
    ['never settles', () => new Promise(() => {})],
  ])('behavior: onError %s', async (_, onError) => {
    const unhandled: unknown[] = []
    const listener = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', listener)

    const { status } = await outcome(() => Promise.reject(new Error('gone')), ask(), { onError })
    await new Promise((resolve) => setTimeout(resolve, 10))
    process.off('unhandledRejection', listener)

    expect(status).toBe(502)
    expect(unhandled).toEqual([])
  })

  test.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['null', () => null],
    ['a relative URL', () => ({ url: '/__clerk/v1', method: 'GET', headers: new Headers() })],
    ['no headers', () => ({ url: 'https://example.com/__clerk/v1', method: 'GET' })],
    [
      'a method that no fetch takes',
      () => ({ url: 'https://example.com/__clerk', method: 'TRACE', headers: new Headers() }),
    ],
    [
      'a signal that is none',
      () => ({ url: 'https://example.com/__clerk', headers: new Headers(), signal: {} }),
    ],
    ['getters that throw', hostile],
  ])('error: the request has %s', async (_, request) => {
    const fetch = async (url: string, init: RequestInit) => json(200, new Request(url, init).url)
    const { status, errors } = await outcome(fetch, request())

    expect(status).toBe(502)
    expect(errors).toMatchObject([{ name: 'ClerkNetworkError' }])
    expect(findSecret(errors[0], SECRET_KEY)).toEqual([])
  })

  test.each<[string, unknown, RegExp]>([
    ['no context', undefined, /ctx is not a plain object/],
    ['null', null, /ctx is not a plain object/],
    ['a text', SECRET_KEY, /ctx is not a plain object/],
    ['a fetch that is no function', { ...keys, fetch: 'x' }, /ctx\.fetch is not a function/],
    [
      'an onError that is no function',
      { ...keys, onError: {} },
      /ctx\.onError is not valid: set it to a function/,
    ],
    ['a secret key that is a number', { ...keys, secretKey: 7 }, /ctx\.secretKey is not valid/],
    [
      'a publishable key that is a symbol',
      { ...keys, publishableKey: Symbol('x') },
      /ctx\.publishableKey is not valid/,
    ],
    ['a path that is a list', { ...keys, proxyPath: [] }, /ctx\.proxyPath is not valid/],
    ['getters that throw', hostile(), /cannot be read|secretKey is missing/],
    [
      'a getter that throws a revoked proxy',
      {
        get secretKey() {
          throw revoked()
        },
      },
      /cannot be read/,
    ],
  ])('error: the context is %s', async (_, ctx, message) => {
    for (const options of [undefined, {}]) {
      const response = await proxyFrontendApi(ctx as ProxyContext, ask(), options)
      const text = await response.text()

      expect(response.status).toBe(500)
      expect(text).toContain('proxy_configuration_error')
      expect(text).toMatch(message)
      expect(text).not.toContain('proxysecret')
    }
  })

  test('behavior: it resolves to a Response, whatever the arguments are', async () => {
    const odd = fc.oneof(
      fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }),
      fc.constantFrom(
        Symbol('x'),
        () => {},
        async () => undefined,
      ),
    )
    const fields = (names: string[]) => fc.dictionary(fc.constantFrom(...names), odd)
    const context = fc.oneof(
      odd,
      fields([
        'secretKey',
        'publishableKey',
        'fetch',
        'onError',
        'proxyPath',
        'proxyUrl',
        'fapiUrl',
      ]).map((over) => ({ ...keys, ...over })),
    )
    const request = fc.oneof(
      odd,
      fields(['url', 'method', 'headers', 'body', 'signal']).map((over) => ({
        url: 'https://example.com/__clerk/v1',
        method: 'GET',
        headers: new Headers(),
        ...over,
      })),
    )
    const answer = fc.oneof(
      odd,
      fields(['status', 'statusText', 'headers', 'body']).map((over) => ({
        status: 200,
        statusText: '',
        headers: new Headers(),
        body: null,
        ...over,
      })),
    )
    await fc.assert(
      fc.asyncProperty(context, request, answer, fc.boolean(), async (ctx, asked, given, fails) => {
        const isFields = typeof ctx === 'object' && ctx !== null
        const fetch = async () => {
          if (fails) throw given
          return given
        }
        const response = await proxyFrontendApi(
          (isFields ? { fetch, ...ctx } : ctx) as ProxyContext,
          asked as Request,
        )
        expect(response).toBeInstanceOf(Response)
      }),
      { numRuns: 500 },
    )
  })
})

describe('before authentication', () => {
  const ctx = { ...keys, proxyUrl: '/__clerk' }
  const { fetch, received } = answering(json(200, {}))

  async function application(request: Request, enabled = true): Promise<Response> {
    if (enabled && matchProxyPath(request)) return proxyFrontendApi({ ...ctx, fetch }, request)
    const { reason, headers } = await authenticateRequest(ctx, request)
    return new Response(reason, { status: headers.has('location') ? 307 : 401, headers })
  }
  const ask = (path: string, headers = {}) => new Request(`https://example.com${path}`, { headers })

  test('W04 a request for the Frontend API is forwarded with its query, and not authenticated', async () => {
    const response = await application(ask('/__clerk/v1/client?x=1', { authorization: 'Bearer x' }))
    expect(response.status).toBe(200)
    expect(response.headers.has('x-clerk-auth-status')).toBe(false)
    expect(received.at(-1)?.url.href).toBe(`${CLERK}/v1/client?x=1`)
  })

  test.each([
    ['W05 any other is authenticated', '/page', true],
    ['W05 as all are when the proxy is off', '/__clerk/v1/client', false],
  ])('%s', async (_, path, enabled) => {
    const before = received.length
    const response = await application(ask(path), enabled)
    expect(response.status).toBe(401)
    expect(response.headers.get('x-clerk-auth-status')).toBe('signed-out')
    expect(received).toHaveLength(before)
  })

  test('W06 a handshake begins at the same proxyUrl, on the public origin', async () => {
    const headers = { cookie: '__client_uat=5', 'sec-fetch-dest': 'document' }
    const response = await application(ask('/page', headers))
    expect(response.headers.get('location')).toMatch(
      /^https:\/\/example\.com\/__clerk\/v1\/client\/handshake\?/,
    )
    await application(ask('/__clerk/v1/client/handshake'))
    expect(received.at(-1)?.headers.get('clerk-proxy-url')).toBe('https://example.com/__clerk')
  })
})
