import { connect as connectHttp2, createServer as createHttp2 } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type NodeRequest, toRequest } from '#clerklet/node/index.ts'
import { publicUrl } from '#clerklet/verify/index.ts'
import { send, serve } from './support.ts'

const node = (over: Partial<NodeRequest> = {}): NodeRequest => ({
  method: 'GET',
  url: '/path?a=1',
  headers: { host: 'example.com' },
  socket: {},
  ...over,
})
const urlOf = (over?: Partial<NodeRequest>) => toRequest(node(over)).url

describe('toRequest', () => {
  test('default', async () => {
    let request: Request | undefined
    const port = await serve((req, res) => {
      request = toRequest(req)
      res.end()
    })
    const headers = { host: 'example.com:3000', 'x-a': '1', cookie: 'a=1; b=2' }
    await send(port, { path: '/path?a=%20', method: 'DELETE', headers })
    expect([request?.method, request?.url]).toEqual([
      'DELETE',
      'http://example.com:3000/path?a=%20',
    ])
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject(headers)
    expect(request?.body).toBeNull()
  })

  test('behavior: the application can still read the body', async () => {
    const port = await serve(async (req, res) => {
      toRequest(req)
      let text = ''
      for await (const part of req) text += part
      res.end(text)
    })
    const sent = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'whole' })
    expect(await sent.text()).toBe('whole')
  })

  test('behavior: the target is the original one, before routers change it', () => {
    expect(urlOf({ url: '/users', originalUrl: '/api/users' })).toBe('http://example.com/api/users')
  })

  test('behavior: https on a socket of TLS', () => {
    expect(urlOf({ socket: { encrypted: true } })).toBe('https://example.com/path?a=1')
    for (const socket of [undefined, null, { encrypted: false }]) {
      expect(urlOf({ socket })).toBe('http://example.com/path?a=1')
    }
  })

  test('behavior: behind a proxy, its headers determine the public URL', () => {
    const headers = {
      host: 'internal:8080',
      'x-forwarded-host': 'app.example.com',
      'x-forwarded-proto': 'https',
    }
    const request = toRequest(node({ headers }))
    expect(request.url).toBe('http://internal:8080/path?a=1')
    expect(publicUrl(request).href).toBe('https://app.example.com/path?a=1')
  })

  test('behavior: a path of two slashes is no host', () => {
    expect(urlOf({ url: '//evil.example/x' })).toBe('http://example.com//evil.example/x')
    expect(urlOf({ url: '/\\evil.example/x' })).toBe('http://example.com//evil.example/x')
  })

  test('behavior: a target may have a scheme and a host, as proxies send it', () => {
    const url = 'http://other.example/x?y'
    expect(urlOf({ url })).toBe('http://other.example/x?y')
    expect(urlOf({ url, socket: { encrypted: true } })).toBe('https://other.example/x?y')
  })

  test('behavior: OPTIONS for the whole server', () => {
    expect(urlOf({ url: '*', method: 'OPTIONS' })).toBe('http://example.com/*')
  })

  test.each(['', 'a b', 'user@example.com', 'example.com/x?', 'exa%6Dple.com', 'a:99999', 'a, b'])(
    'behavior: the host %j counts as localhost',
    (host) => {
      expect(urlOf({ headers: { host } })).toBe('http://localhost/path?a=1')
    },
  )

  test('behavior: a missing host counts as localhost', () => {
    expect(urlOf({ headers: {} })).toBe('http://localhost/path?a=1')
    expect(urlOf({ headers: { host: '[::1]:3000' } })).toBe('http://[::1]:3000/path?a=1')
  })

  test('behavior: lists of headers', () => {
    const headers = {
      host: 'example.com',
      cookie: ['a=1', 'b=2'],
      'x-list': ['1', '2'],
      'x-none': undefined,
    }
    const request = toRequest(node({ headers }))
    expect(request.headers.get('cookie')).toBe('a=1; b=2')
    expect(request.headers.get('x-list')).toBe('1, 2')
    expect(request.headers.has('x-none')).toBe(false)
  })

  test('behavior: a header may be called get', () => {
    expect(toRequest(node({ headers: { host: 'a.test', get: 'x' } })).headers.get('get')).toBe('x')
  })

  test('behavior: pseudo-headers of HTTP/2 become the URL and the host', () => {
    const headers = {
      ':method': 'GET',
      ':path': '/path?a=1',
      ':scheme': 'https',
      ':authority': 'example.com:8443',
      accept: '*/*',
    }
    const request = toRequest(node({ headers, socket: { encrypted: true } }))
    expect(request.url).toBe('https://example.com:8443/path?a=1')
    expect([...request.headers]).toEqual([
      ['accept', '*/*'],
      ['host', 'example.com:8443'],
    ])
  })

  test('behavior: :authority is used, not a Host in the same request', () => {
    const headers = { ':authority': 'example.com', host: 'evil.example' }
    const request = toRequest(node({ headers }))
    expect(request.url).toBe('http://example.com/path?a=1')
    expect(request.headers.get('host')).toBe('example.com')
  })

  test('behavior: a request of http2', async () => {
    const seen: Request[] = []
    const server = createHttp2((req, res) => {
      seen.push(toRequest(req))
      res.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const client = connectHttp2(`http://127.0.0.1:${port}`)
    const stream = client.request({ ':path': '/path?a=1', cookie: 'a=1; b=2' })
    await new Promise((resolve) => stream.on('end', resolve).resume().end())
    client.close()
    server.close()
    expect(seen[0]?.url).toBe(`http://127.0.0.1:${port}/path?a=1`)
    expect(seen[0]?.headers.get('cookie')).toBe('a=1; b=2')
    expect(seen[0]?.headers.get('host')).toBe(`127.0.0.1:${port}`)
  })

  test.each<[string, Partial<NodeRequest>]>([
    ['a target of slashes', { url: '//' }],
    ['a target with credentials', { url: 'http://user:secret@example.com/' }],
    ['a target of another scheme', { url: 'ftp://example.com/' }],
    ['the target of a tunnel', { url: 'example.com:443', method: 'CONNECT' }],
    ['TRACE', { method: 'TRACE' }],
    ['a method that is no word', { method: 'GET X' }],
    ['a header with a line break', { headers: { host: 'a', x: 'secret\r\nb' } }],
    ['a header whose name is none', { headers: { host: 'a', 'x y': 'secret' } }],
  ])('error: W14 %s', (_, over) => {
    const error = thrown(() => toRequest(node(over)))
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({ status: 400, statusCode: 400 })
    expect(`${error}${(error as Error).stack}`).not.toContain('secret')
  })

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a string', '/path'],
    ['a Request', new Request('https://example.com')],
    ['the context of a framework', { req: node() }],
  ])('error: %s is not a request of Node', (_, req) => {
    const error = thrown(() => toRequest(req as NodeRequest))
    expect(`${error}`).toMatch(/^ClerkConfigError: toRequest takes a request of Node/)
  })
})

function thrown(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('nothing is thrown')
}
