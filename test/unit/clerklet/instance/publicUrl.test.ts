import { proxyFrontendApi } from 'clerklet/proxy'
import { authenticateRequest, type PublicUrlOptions, publicUrl } from 'clerklet/verify'
import { describe, expect, test } from 'vitest'

const CTX = { secretKey: 'sk_live_x', publishableKey: `pk_live_${btoa('clerk.example.com$')}` }
const INTERNAL = 'http://10.0.0.1:8080/page?a=1'

function request(url: string, headers: Record<string, string> = {}): Request {
  return new Request(url, { headers: { 'sec-fetch-dest': 'document', ...headers } })
}

function at(headers: Record<string, string>, options?: PublicUrlOptions, url = INTERNAL): string {
  return publicUrl(request(url, headers), options).href
}

/** Returns the return URL of the handshake that begins for a request. */
async function handshakeReturn(url: string, headers: Record<string, string>) {
  const cookie = '__client_uat=5'
  const state = await authenticateRequest(CTX, request(url, { ...headers, cookie }))
  const location = new URL(state.headers.get('location') ?? 'none:')
  return location.searchParams.get('redirect_url')
}

/** Returns the proxy URL and the forwarded origin that the proxy sends to the Frontend API. */
async function proxyUrl(url: string, headers: Record<string, string>) {
  let sent = new Headers()
  const fetch = async (_: string, init: RequestInit) => {
    sent = new Headers(init.headers)
    return new Response()
  }
  await proxyFrontendApi({ ...CTX, fetch }, request(new URL('/__clerk', url).href, headers))
  return {
    proxy: sent.get('clerk-proxy-url'),
    forwarded: `${sent.get('x-forwarded-proto')}://${sent.get('x-forwarded-host')}`,
  }
}

describe('publicUrl', () => {
  test('default: host and protocol of the proxy in front', () => {
    const headers = { 'x-forwarded-host': 'app.example.com', 'x-forwarded-proto': 'https' }
    expect(at(headers)).toBe('https://app.example.com/page?a=1')
  })

  test('behavior: without headers, the URL of the request', () => {
    expect(at({})).toBe(INTERNAL)
  })

  test.each<[string, string, Record<string, string>, string]>([
    [
      'a load balancer that forwards the protocol only',
      'http://app.example.com/page',
      { host: 'app.example.com', 'x-forwarded-proto': 'https' },
      'https://app.example.com',
    ],
    [
      'the same, and a runtime that shows no host',
      'http://app.example.com/page',
      { 'x-forwarded-proto': 'https' },
      'https://app.example.com',
    ],
    [
      'a proxy that forwards the host only',
      'http://10.0.0.1/page',
      { 'x-forwarded-host': 'app.example.com' },
      'http://app.example.com',
    ],
    [
      'a host header',
      'http://10.0.0.1/page',
      { host: 'app.example.com' },
      'http://app.example.com',
    ],
    [
      'lists of proxies',
      'http://10.0.0.1/page',
      { 'x-forwarded-host': 'a.example, b.example', 'x-forwarded-proto': 'https, http' },
      'https://a.example',
    ],
    [
      'a host that is none',
      'http://10.0.0.1/page',
      { 'x-forwarded-host': 'evil.example/x', 'x-forwarded-proto': 'https' },
      'http://10.0.0.1',
    ],
    [
      'a protocol that is none',
      'http://10.0.0.1/page',
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript' },
      'http://10.0.0.1',
    ],
    [
      'an empty host',
      'http://10.0.0.1/page',
      { 'x-forwarded-host': '', 'x-forwarded-proto': 'https' },
      'http://10.0.0.1',
    ],
  ])('behavior: %s is read alike by handshakes and the proxy', async (_, url, headers, origin) => {
    expect(at(headers, {}, url)).toBe(`${origin}/page`)
    expect(await handshakeReturn(url, headers)).toBe(`${origin}/page`)
    expect((await proxyUrl(url, headers)).proxy).toBe(`${origin}/__clerk`)
  })

  test('behavior: the proxy sets forwarded headers when the request has none', async () => {
    const headers = { host: 'app.example.com', 'x-forwarded-proto': 'https' }
    expect((await proxyUrl(INTERNAL, headers)).forwarded).toBe('https://app.example.com')
  })

  test('behavior: a path of two slashes is not a host', () => {
    const headers = { 'x-forwarded-host': 'app.example.com' }
    const url = 'http://10.0.0.1//evil.example/x'
    expect(at(headers, {}, url)).toBe('http://app.example.com//evil.example/x')
    const origin = 'https://app.example.com'
    expect(at(headers, { origin }, url)).toBe('https://app.example.com//evil.example/x')
  })

  test('args: origin, which no header changes', () => {
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
    for (const origin of ['https://app.example.com', 'https://app.example.com/']) {
      expect(at(headers, { origin })).toBe('https://app.example.com/page?a=1')
    }
  })

  test('args: trustForwarded, false', () => {
    const headers = { 'x-forwarded-host': 'evil.example', host: 'evil.example' }
    expect(at(headers, { trustForwarded: false })).toBe(INTERNAL)
    expect(at(headers, { trustForwarded: true })).toBe('http://evil.example/page?a=1')
  })

  test.each([undefined, null, {}, { origin: undefined, trustForwarded: null }])(
    'args: options of %j are ignored',
    (options) => {
      // Callers without types may pass null.
      const headers = { 'x-forwarded-host': 'app.example.com' }
      expect(at(headers, options as PublicUrlOptions)).toBe('http://app.example.com/page?a=1')
    },
  )

  test.each([
    [{ origin: 'app.example.com' }, 'options.origin is not valid'],
    [{ origin: 'ftp://app.example.com' }, 'options.origin is not valid'],
    [{ origin: 'https://app.example.com/path' }, 'options.origin is not valid'],
    [{ origin: 'https://app.example.com?x' }, 'options.origin is not valid'],
    [{ origin: 'https://ada@app.example.com' }, 'options.origin is not valid'],
    [{ trustForwarded: 'no' }, 'options.trustForwarded is not valid'],
    [{ trustForwaded: false }, 'did you mean trustForwarded?'],
  ])('error: options of %j', (options, message) => {
    expect(() => at({}, options as PublicUrlOptions)).toThrow(
      expect.objectContaining({
        name: 'ClerkConfigError',
        message: expect.stringContaining(message),
      }),
    )
  })

  test.each([
    undefined,
    null,
    {},
    { url: '/page', headers: new Headers() },
    { url: INTERNAL, headers: { host: 'app.example.com' } },
  ])('error: a request of %j', (given) => {
    expect(() => publicUrl(given as Request)).toThrow(
      expect.objectContaining({ name: 'ClerkConfigError' }),
    )
  })
})
