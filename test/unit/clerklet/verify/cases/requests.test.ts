import { describe, expect, test } from 'vitest'
import { authenticateRequest, autoProxyUrl, publicUrl } from '#clerklet/verify/index.ts'
import { DEV, fetched, instance, location, outcome, PROD, page, prod } from './support.ts'

describe('C01–C04 requests are read and not changed', () => {
  test('C01 headers, method, URL and referrer of the request are read as they are', async () => {
    const seen: string[] = []
    const request = page(undefined, { token: await instance.sign() })
    const headers = new Proxy(request.headers, {
      get: (target, name) => {
        const value = Reflect.get(target, name)
        if (name !== 'get') return typeof value === 'function' ? value.bind(target) : value
        return (header: string) => {
          seen.push(header)
          return target.get(header)
        }
      },
    })
    const state = await authenticateRequest(prod(), {
      headers,
      method: 'GET',
      url: request.url,
    } as Request)
    expect(state.status).toBe('signed-in')
    expect(seen).toContain('authorization')
    expect(seen).not.toContain('cookie')
  })

  test('C02 the body of the request stays unread', async () => {
    const request = new Request('https://example.com/', {
      method: 'POST',
      body: new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('body'))
          controller.close()
        },
      }),
      duplex: 'half',
    } as RequestInit)
    expect(await outcome(prod(), request)).toBe('SO(session-token-and-uat-missing)')
    expect(request.bodyUsed).toBe(false)
    expect(await request.text()).toBe('body')
  })

  test('C03 the same request can be authenticated twice', async () => {
    const request = fetched(undefined, { token: await instance.sign() })
    expect(await outcome(prod(), request)).toBe('SI')
    expect(await outcome(prod(), request)).toBe('SI')
  })

  test('C04 a subclass of `Request` is read like a request', async () => {
    class Special extends Request {}
    const headers = { authorization: `Bearer ${await instance.sign()}` }
    expect(await outcome(prod(), new Special('https://example.com/', { headers }))).toBe('SI')
  })
})

describe('the URL that the browser requested', () => {
  const at = (url: string, headers: Record<string, string> = {}) =>
    publicUrl(fetched(url, { headers })).href
  const internal = 'http://10.0.0.5:8080/path?a=1'

  test.each([
    ['C11', internal, {}, internal],
    [
      'C12',
      internal,
      { 'x-forwarded-host': 'example.com', 'x-forwarded-proto': 'https,http' },
      'https://example.com/path?a=1',
    ],
    [
      'C13',
      internal,
      { 'x-forwarded-host': 'example.com', host: 'inner.com' },
      'http://example.com/path?a=1',
    ],
    [
      'C12 in capitals',
      internal,
      { 'x-forwarded-host': 'example.com', 'x-forwarded-proto': 'HTTPS' },
      'https://example.com/path?a=1',
    ],
    ['C13 host alone', internal, { host: 'inner.com' }, 'http://inner.com/path?a=1'],
    ['C14', internal, { 'x-forwarded-host': 'example.com' }, 'http://example.com/path?a=1'],
    [
      'C15',
      internal,
      { 'x-forwarded-host': 'a.com, b.com', 'x-forwarded-proto': 'https' },
      'https://a.com/path?a=1',
    ],
    ['C16', 'https://example.com//a//b', {}, 'https://example.com//a//b'],
    ['C17 markup', internal, { 'x-forwarded-host': '<script>' }, internal],
    ['C17 a path', internal, { 'x-forwarded-host': 'a.com/b' }, internal],
    ['C17 credentials', internal, { 'x-forwarded-host': 'a@b.com' }, internal],
    ['C17 a port out of range', internal, { 'x-forwarded-host': 'a.com:99999' }, internal],
    ['C18', internal, { 'x-forwarded-host': '', 'x-forwarded-proto': '' }, internal],
    [
      'N21 port',
      internal,
      { 'x-forwarded-host': 'example.com:3000', 'x-forwarded-proto': 'http' },
      'http://example.com:3000/path?a=1',
    ],
    ['the same origin', 'https://a.com/x#f', { 'x-forwarded-host': 'a.com' }, 'https://a.com/x#f'],
    [
      'IPv6',
      internal,
      { 'x-forwarded-host': '[::1]:80', 'x-forwarded-proto': 'http' },
      'http://[::1]/path?a=1',
    ],
  ] as [string, string, Record<string, string>, string][])('%s', (_, url, headers, expected) => {
    expect(at(url, headers)).toBe(expected)
  })

  test('H-9 a path of two slashes cannot take over the host', () => {
    const headers = { 'x-forwarded-host': 'app.com', 'x-forwarded-proto': 'https' }
    expect(at('http://10.0.0.5//evil.com/x?y', headers)).toBe('https://app.com//evil.com/x?y')
  })

  test.each(['javascript', 'ftp', 'file', 'https:', 'x y'])(
    'H-9 forwarded protocol %s',
    (scheme) => {
      expect(at(internal, { 'x-forwarded-host': 'a.com', 'x-forwarded-proto': scheme })).toBe(
        internal,
      )
    },
  )

  test('x-forwarded-port and cloudfront-forwarded-proto are ignored', () => {
    const headers = { 'x-forwarded-port': '81', 'cloudfront-forwarded-proto': 'https' }
    expect(at(internal, headers)).toBe(internal)
  })
})

describe('proxy of the Frontend API', () => {
  const cookies = { __client_uat: '5' }

  test('C20 a relative `proxyUrl` is resolved against the public origin', async () => {
    const request = page('http://10.0.0.5/x', {
      cookies,
      headers: { 'x-forwarded-host': 'app.com', 'x-forwarded-proto': 'https' },
    })
    const url = await location(prod({ proxyUrl: '/__clerk' }), request)
    expect(url.origin + url.pathname).toBe('https://app.com/__clerk/v1/client/handshake')
  })

  test('C21 without forwarding headers, a relative `proxyUrl` is on the origin of the request', async () => {
    const url = await location(prod({ proxyUrl: '/p' }), page('https://b.com/x', { cookies }))
    expect(url.origin + url.pathname).toBe('https://b.com/p/v1/client/handshake')
  })

  test('C22 an absolute `proxyUrl` is used as it is', async () => {
    const url = await location(prod({ proxyUrl: 'https://c.com/p' }), page(undefined, { cookies }))
    expect(url.origin + url.pathname).toBe('https://c.com/p/v1/client/handshake')
  })

  const vercel = {
    VERCEL_TARGET_ENV: 'production',
    VERCEL_PROJECT_PRODUCTION_URL: 'app.vercel.app',
  }
  const auto = (env: object, over: object = {}) =>
    autoProxyUrl(env, fetched('https://app.vercel.app/x'), { publishableKey: PROD.key, ...over })

  test('C23 a production deployment on vercel.app gets an automatic proxy URL', () => {
    expect(auto(vercel)).toBe('https://app.vercel.app/__clerk')
  })

  test('C24 a test key, a disabled flag, a domain or another host turns the automatic proxy URL off', () => {
    expect(auto(vercel, { publishableKey: DEV.key })).toBeUndefined()
    expect(auto({})).toBeUndefined()
    expect(auto({ ...vercel, VERCEL_TARGET_ENV: 'preview' })).toBeUndefined()
    expect(auto({ ...vercel, CLERK_DISABLE_AUTO_PROXY: 'true' })).toBeUndefined()
    expect(auto({ ...vercel, CLERK_DISABLE_AUTO_PROXY: '0' })).toBeDefined()
    expect(auto(vercel, { domain: 'x.com' })).toBeUndefined()
  })

  test('C25 an explicit `proxyUrl` wins over the automatic one', () => {
    expect(auto(vercel, { proxyUrl: 'https://x.com' })).toBeUndefined()
  })

  test.each([
    ['app.vercel.app', true],
    ['vercel.app', false],
    ['vercel.app.evil.com', false],
    ['example.com', false],
  ])('C26 %s: %s', (host, applies) => {
    const found = auto({ ...vercel, VERCEL_PROJECT_PRODUCTION_URL: host })
    expect(found !== undefined).toBe(applies)
  })

  test.each(['https://a.com', 'http://a.com/b', '/p'])('C27 %s is accepted', async (proxyUrl) => {
    expect(await outcome(prod({ proxyUrl }), fetched())).toMatch(/^SO/)
  })

  test.each(['a.com', 'ftp://a.com', 'https://'])('C27 %s is refused', async (proxyUrl) => {
    await expect(outcome(prod({ proxyUrl }), fetched())).rejects.toThrow('proxyUrl is not valid')
  })
})
