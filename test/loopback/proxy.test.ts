import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { proxyFrontendApi } from '#clerklet/proxy/index.ts'
import { get, raw, send } from './support/client.ts'
import { type Front, fronts, keys, SECRET_KEY } from './support/fronts.ts'
import { COOKIES, MEGABYTE, startUpstream, type Upstream } from './support/upstream.ts'

/**
 * The largest part of a body of 50 MB that may be in transit. The buffers of the four sockets hold about 3 MB each. With a
 * proxy that buffers bodies, all 50 MB would be in transit.
 */
const MOST_IN_TRANSIT = 25 * MEGABYTE
const BODY = 50 * MEGABYTE

/** Waits until the count of sent bytes stops changing, which happens when all buffers on the way are full. */
const untilFull = async (count: () => number) => {
  for (let last = -1; last !== count(); ) {
    last = count()
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

let upstream: Upstream
/** A server to which an attacker tries to redirect the secret key. */
let elsewhere: Upstream

beforeAll(async () => {
  upstream = await startUpstream()
  elsewhere = await startUpstream()
})

afterAll(async () => {
  await upstream.close()
  await elsewhere.close()
})

describe.each(Object.entries(fronts))('in %s', (runtime, start) => {
  let front: Front
  beforeAll(async () => {
    front = await start(upstream.url)
  })
  afterAll(() => front.close())
  afterEach(() => {
    upstream.arrived.length = 0
  })

  test('default', async () => {
    const { status, body } = await get(front.port, '/__clerk/v1/echo?a=1&a=2', {
      cookie: '__client=1',
      authorization: 'Bearer x',
      connection: 'close, x-hop',
      'x-hop': '1',
      te: 'trailers',
      'accept-encoding': 'identity',
    })
    const { method, target, headers } = JSON.parse(body)
    expect([status, method, target]).toEqual([200, 'GET', '/v1/echo?a=1&a=2'])
    expect(headers).toMatchObject({
      host: `127.0.0.1:${upstream.port}`,
      cookie: '__client=1',
      authorization: 'Bearer x',
      'accept-encoding': 'identity',
      'clerk-proxy-url': `http://127.0.0.1:${front.port}/__clerk`,
      'clerk-secret-key': SECRET_KEY,
      'x-forwarded-host': `127.0.0.1:${front.port}`,
      'x-forwarded-proto': 'http',
    })
    expect(headers).not.toHaveProperty('x-hop')
    expect(headers).not.toHaveProperty('te')
  })

  test('behavior: three cookies arrive as three lines, without headers of the connection', async () => {
    const { headers } = await get(front.port, '/__clerk/v1/cookies')
    expect(headers['set-cookie']).toEqual(COOKIES)
    expect(headers).not.toHaveProperty('x-hop')
  })

  test('behavior: a compressed response arrives decoded, without content-encoding', async () => {
    const { headers, body } = await get(front.port, '/__clerk/v1/gzip')
    expect(body).toBe('plain text '.repeat(1000))
    expect(headers).not.toHaveProperty('content-encoding')
    expect([undefined, `${body.length}`]).toContain(headers['content-length'])
  })

  test('behavior: a redirect is forwarded and not followed', async () => {
    const { status, headers } = await get(front.port, '/__clerk/v1/redirect')
    expect(status).toBe(307)
    expect(headers.location).toBe(`http://127.0.0.1:${front.port}/__clerk/v1/echo?a=1`)
    expect(upstream.arrived).toHaveLength(1)
  })

  test('behavior: a body with Expect: 100-continue arrives', async () => {
    const { sent, answered } = send(front.port, '/__clerk/v1/up', {
      method: 'POST',
      headers: { expect: '100-continue', 'content-length': '5' },
    })
    const next = upstream.next()
    sent.end('abcde')
    const { release, headers } = await next
    expect(headers).not.toHaveProperty('expect')
    release()
    expect(await text(await answered)).toBe('5')
  })

  test('behavior: a slow client slows the Frontend API down', async () => {
    const { sent, answered } = send(front.port, '/__clerk/v1/down')
    sent.end()
    const response = await answered
    const one = upstream.arrived[0]!
    await untilFull(() => one.written)
    expect(one.written).toBeLessThan(MOST_IN_TRANSIT)
    let read = 0
    let most = 0
    for await (const chunk of response) {
      read += chunk.length
      most = Math.max(most, one.written - read)
    }
    expect(read).toBe(BODY)
    expect(most).toBeLessThan(MOST_IN_TRANSIT)
    expect(await one.ended).toBe('finished')
  })

  test('behavior: a slow Frontend API slows the client down', async () => {
    const next = upstream.next()
    const { sent, answered } = send(front.port, '/__clerk/v1/up', {
      method: 'POST',
      headers: { 'content-length': `${BODY}` },
    })
    const chunk = Buffer.alloc(50_000)
    let written = 0
    let most = 0
    let one: Awaited<typeof next> | undefined
    const writing = (async () => {
      while (written < BODY) {
        written += chunk.length
        most = Math.max(most, written - (one?.read ?? 0))
        if (!sent.write(chunk)) await new Promise((resume) => sent.once('drain', resume))
      }
      sent.end()
    })()
    one = await next
    await untilFull(() => written)
    expect(written).toBeLessThan(MOST_IN_TRANSIT)
    one.release()
    await writing
    expect(await text(await answered)).toBe(`${BODY}`)
    expect(most).toBeLessThan(MOST_IN_TRANSIT)
  })

  // workerd only notices that a client has disconnected when it writes to the client.
  test.runIf(runtime === 'node')(
    'behavior: a client that disconnects before the response aborts the upstream request',
    async () => {
      const next = upstream.next()
      const { sent } = send(front.port, '/__clerk/v1/silent')
      sent.end()
      const { ended } = await next
      sent.destroy()
      expect(await ended).toBe('closed')
    },
  )

  test('behavior: a client that disconnects while it reads aborts the request, and nothing is logged', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { sent, answered } = send(front.port, '/__clerk/v1/down')
    sent.end()
    const response = await answered
    const one = upstream.arrived[0]!
    await untilFull(() => one.written)
    response.destroy()
    expect(await one.ended).toBe('closed')
    expect(one.written).toBeLessThan(BODY)
    expect(logged.mock.calls).toEqual([])
  })

  test('behavior: a client that disconnects while it sends aborts the request, whose body never looks complete', async () => {
    const next = upstream.next()
    const { sent } = send(front.port, '/__clerk/v1/up', {
      method: 'POST',
      headers: { 'content-length': '1000' },
    })
    sent.write('the first bytes')
    const one = await next
    one.release()
    await vi.waitFor(() => expect(one.read).toBe(15))
    sent.destroy()
    expect(await one.ended).toBe('closed')
  })

  const evil = () => `127.0.0.1:${elsewhere.port}`
  const ATTACKS: [name: string, bytes: () => string[]][] = [
    ['two slashes', () => [`GET /__clerk//${evil()}/x HTTP/1.1`]],
    ['backslashes', () => [`GET /__clerk/\\\\${evil()}/x HTTP/1.1`]],
    ['encoded backslashes', () => [`GET /__clerk/%5c%5c${evil()}/x HTTP/1.1`]],
    ['userinfo', () => [`GET /__clerk/@${evil()}/x HTTP/1.1`]],
    ['userinfo behind the proxy path', () => [`GET /__clerk@${evil()}/x HTTP/1.1`]],
    ['encoded dots', () => [`GET /__clerk/%2e%2e/__clerk/.%2E//${evil()}/ HTTP/1.1`]],
    ['encoded line breaks', () => [`GET /__clerk/%0d%0aHost:%20${evil()}%0d%0a HTTP/1.1`]],
    ['a line feed', () => [`GET /__clerk/x\nHost: ${evil()} HTTP/1.1`]],
    ['a null byte', () => [`GET /__clerk/\0@${evil()}/ HTTP/1.1`]],
    ['absolute form', () => [`GET http://${evil()}/__clerk/v1/echo HTTP/1.1`]],
    ['absolute form with userinfo', () => [`GET http://a:b@${evil()}/__clerk/v1/echo HTTP/1.1`]],
    ['no authority', () => [`GET //${evil()}/__clerk/v1/echo HTTP/1.1`]],
    ['another Host', () => ['GET /__clerk/v1/echo HTTP/1.1', `Host: ${evil()}`]],
    ['a Host with userinfo', () => ['GET /__clerk/v1/echo HTTP/1.1', `Host: a@${evil()}`]],
    ['a Host with a path', () => ['GET /__clerk/v1/echo HTTP/1.1', `Host: ${evil()}/x?`]],
    ['two Hosts', () => ['GET /__clerk/v1/echo HTTP/1.1', `Host: ${evil()}`, 'Host: 127.0.0.1']],
    [
      'a forwarded host',
      () => [
        'GET /__clerk/v1/redirect HTTP/1.1',
        `X-Forwarded-Host: ${evil()}`,
        'X-Forwarded-Proto: http',
        `Forwarded: host=${evil()}`,
      ],
    ],
    [
      'a folded line',
      () => ['GET /__clerk/v1/echo HTTP/1.1', 'X-Forwarded-Host: a', ` Host: ${evil()}`],
    ],
    [
      'headers of the proxy',
      () => [
        'GET /__clerk/v1/echo HTTP/1.1',
        'Connection: clerk-secret-key, clerk-proxy-url, host',
        'Clerk-Secret-Key: sk_test_other',
        `Clerk-Proxy-Url: http://${evil()}`,
      ],
    ],
    [
      'two lengths',
      () => [
        'POST /__clerk/v1/echo HTTP/1.1',
        'Content-Length: 5',
        'Transfer-Encoding: chunked',
        '',
        `0\r\n\r\nGET /__clerk/v1/echo HTTP/1.1\r\nHost: ${evil()}\r\n`,
      ],
    ],
  ]

  test('behavior: a request over a plain socket arrives', async () => {
    const lines = ['GET /__clerk/v1/echo HTTP/1.1', `Host: 127.0.0.1:${front.port}`, '', '']
    expect(await raw(front.port, lines.join('\r\n'))).toBe(200)
    expect(upstream.arrived).toHaveLength(1)
  })

  // Checks no status, because the HTTP server may refuse or rewrite these requests before they reach the proxy.
  test.each(ATTACKS)('behavior: only the Frontend API receives the key: %s', async (_, lines) => {
    const [first, ...rest] = lines()
    const host = rest.some((line) => /^host:/i.test(line)) ? [] : [`Host: 127.0.0.1:${front.port}`]
    await raw(front.port, [first, ...host, ...rest, '', ''].join('\r\n'))
    expect(elsewhere.arrived).toEqual([])
    for (const { rawHeaders, headers } of upstream.arrived) {
      expect(headers.host).toBe(`127.0.0.1:${upstream.port}`)
      expect(rawHeaders.filter((line) => line.toLowerCase() === 'clerk-secret-key')).toHaveLength(1)
      expect(headers['clerk-secret-key']).toBe(SECRET_KEY)
      expect(headers['clerk-proxy-url']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/__clerk$/)
    }
  })
})

describe('without a server in front', () => {
  const ask = (path: string, fapiUrl = upstream.url) =>
    proxyFrontendApi({ ...keys, fapiUrl }, new Request(`https://example.com/__clerk${path}`))

  test('behavior: an incomplete response does not look complete', async () => {
    const response = await ask('/v1/broken')
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  test('error: no server listens', async () => {
    const gone = await startUpstream()
    await gone.close()
    const errors: { code: string; message: string }[] = []
    const response = await proxyFrontendApi(
      { ...keys, fapiUrl: gone.url },
      new Request('https://example.com/__clerk/v1/echo'),
      { onError: (error) => errors.push(error) },
    )
    expect(response.status).toBe(502)
    expect(errors).toEqual([
      expect.objectContaining({
        name: 'ClerkNetworkError',
        code: 'ECONNREFUSED',
        message: expect.stringMatching(/did not respond: fetch failed: connect ECONNREFUSED /),
      }),
    ])
  })

  test('behavior: a signal of another realm aborts the request', async () => {
    const { createContext, runInContext } = await import('node:vm')
    const listeners: (() => void)[] = []
    const context = createContext({ listen: (listener: () => void) => listeners.push(listener) })
    const signal = runInContext(
      `({ aborted: false, addEventListener: (_, listener) => listen(listener) })`,
      context,
    )
    const request = new Request('https://example.com/__clerk/v1/silent')
    Object.defineProperty(request, 'signal', { value: signal })
    const next = upstream.next()
    const answer = proxyFrontendApi({ ...keys, fapiUrl: upstream.url }, request)
    const { ended } = await next
    signal.aborted = true
    for (const listener of listeners) listener()
    expect(await ended).toBe('closed')
    expect((await answer).status).toBe(502)
  })
})
