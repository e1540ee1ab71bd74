import type { ServerResponse } from 'node:http'
import { connect as connectHttp2, createServer as createHttp2 } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { clerkMiddleware, getAuth, headerMiddleware, requireAuth } from '#clerklet/node/index.ts'
import { claims, dev, instance, PROD, prod, SECONDS } from '../verify/cases/support.ts'
import { answer, chain, send, serve } from './support.ts'

const ADA = await instance.sign()
const EXPIRED = await instance.sign(claims({ exp: SECONDS - 60 }))
const ctx = prod()
const bearer = { authorization: `Bearer ${ADA}` }
const PAGE = { 'sec-fetch-dest': 'document' }

const who: Parameters<typeof answer>[1] = (req, res) => res.end(`${getAuth(req).userId}`)

/** Makes a context whose API refreshes the session with `cookies`, and the headers of a request that needs the refresh. */
function refreshing(...cookies: string[]) {
  const ctx = prod()
  ctx.setup.answer = () => Response.json({ cookies })
  const cookie = `__session=${EXPIRED}; __client_uat=5; __refresh_${PROD.suffix}=r`
  return { ctx, headers: { cookie } }
}

afterEach(() => vi.unstubAllEnvs())

describe('the auth object of the request', () => {
  test('default: W01 by header and by cookie', async () => {
    const cookie = `__session=${ADA}; __client_uat=${SECONDS - 100}`
    for (const headers of [bearer, { cookie }]) {
      const { text } = await answer([clerkMiddleware({ ctx })], who, { headers })
      expect(text).toBe('user_1')
    }
  })

  test('behavior: a request without a token continues, and the response contains the reason', async () => {
    const { status, text, headers } = await answer([clerkMiddleware({ ctx })], who)
    expect([status, text]).toEqual([200, 'null'])
    expect(headers['x-clerk-auth-reason']).toBe('session-token-and-uat-missing')
  })

  test('args: W12 options of verification', async () => {
    const options = { ctx, authorizedParties: ['https://other.example'] }
    const { headers } = await answer([clerkMiddleware(options)], who, { headers: bearer })
    expect(headers['x-clerk-auth-reason']).toBe('token-invalid-authorized-parties')
  })

  test('args: options and ctx as functions of the request', async () => {
    const options = clerkMiddleware(async (req) => ({
      ctx: () => ctx,
      authorizedParties: [`https://${req.headers.host}`],
    }))
    const ask = async (host: string) =>
      (await answer([options], who, { headers: { ...bearer, host } })).text
    expect(await ask('example.com')).toBe('user_1')
    expect(await ask('other.example')).toBe('null')
  })

  test('behavior: the keys are those of process.env', async () => {
    const { secretKey, publishableKey } = ctx
    vi.stubEnv('CLERK_SECRET_KEY', secretKey)
    vi.stubEnv('CLERK_PUBLISHABLE_KEY', publishableKey)
    const { status, headers } = await answer([clerkMiddleware()], who)
    expect(status).toBe(200)
    expect(headers['x-clerk-auth-reason']).toBe('session-token-and-uat-missing')
  })

  test('behavior: headerMiddleware reads no cookies', async () => {
    const middleware = headerMiddleware({ ctx: { jwtKey: instance.pem, now: ctx.now } })
    expect((await answer([middleware], who, { headers: bearer })).text).toBe('user_1')
    const headers = { ...PAGE, cookie: `__session=${ADA}; __client_uat=1` }
    const signedOut = await answer([middleware], who, { headers })
    expect([signedOut.status, signedOut.text]).toEqual([200, 'null'])
  })
})

describe('errors', () => {
  const seen = (given: object) => answer([clerkMiddleware(given)], who)

  test('error: W03 a missing key is passed to next, and its message contains no key', async () => {
    const { status, text } = await seen({ ctx: { secretKey: ctx.secretKey } })
    expect(status).toBe(500)
    expect(text).toMatch(/^ClerkConfigError: .*publishableKey is missing/)
    expect(text).not.toContain(ctx.secretKey)
  })

  test.each([
    ['signUpUrl', 'signUpUrl of createRedirect'],
    ['afterSignInUrl', 'returnBackUrl of redirectToSignIn, which createRedirect returns'],
    ['frontendApiProxy', 'proxyFrontendApi of clerklet/proxy, and proxyUrl'],
    ['apiUrl', 'ctx.baseUrl, with /v1 at its end'],
    ['clerkClient', 'ctx, and functions such as getUser of clerklet'],
    ['debug', 'debugState of clerklet/verify'],
  ])('error: the official option %s names what replaces it', async (option, instead) => {
    expect((await seen({ ctx, [option]: 'x' })).text).toBe(
      `ClerkConfigError: options.${option} is unknown: use ${instead}`,
    )
  })

  test('error: the error of a function in the options is passed to next', async () => {
    const error = new RangeError('no such tenant')
    expect(await seen(() => Promise.reject(error))).toMatchObject({ status: 500, text: `${error}` })
  })

  test.each([
    ['TRACE', { method: 'TRACE' }],
    ['a target of slashes', { path: '//' }],
    ['credentials in the target', { path: 'http://user:secret@example.com/' }],
  ])('error: W14 400 for %s', async (_, what) => {
    const handler = vi.fn((_req, res) => res.end())
    const { status, text, headers } = await answer([clerkMiddleware({ ctx })], handler, what)
    expect(status).toBe(400)
    expect(JSON.parse(text)).toMatchObject({ reason: 'request-invalid' })
    expect(text).not.toContain('secret')
    expect(headers['cache-control']).toBe('no-store')
    expect(handler).not.toHaveBeenCalled()
  })

  test.each([
    ['undefined', 'undefined'],
    ['null', 'null'],
    [false, 'boolean'],
    ['route', 'string'],
    ['router', 'string'],
  ])(
    'error: %j, thrown by a function of the options, is passed to next as an Error',
    async (thrown, kind) => {
      const given = thrown === 'undefined' ? undefined : thrown === 'null' ? null : thrown
      const refuse = () => Promise.reject(given)
      const outer = clerkMiddleware({ ctx })
      for (const inner of [clerkMiddleware(refuse), clerkMiddleware({ ctx: refuse })]) {
        const { status, text } = await answer([outer, inner], who, { headers: bearer })
        expect(status).toBe(500)
        expect(text).toMatch(/^Error: A function that is passed to clerklet\/node must throw/)
        expect(text).toContain(kind)
      }
    },
  )

  test('error: an error after next is not a rejection, and next is called once', async () => {
    const rejected = vi.fn()
    const thrown = vi.fn()
    const [others, rejections] = [
      process.listeners('uncaughtException'),
      process.listeners('unhandledRejection'),
    ]
    // Vitest fails at uncaught exceptions and at unhandled rejections, so its listeners are removed during the test.
    process.removeAllListeners('uncaughtException').on('uncaughtException', thrown)
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', rejected)
    try {
      const next = vi.fn(() => {
        throw new Error('of the application')
      })
      const res = fakeResponse()
      const req = { method: 'GET', url: '/', headers: { host: 'a.test' } }
      clerkMiddleware({ ctx })(req, res, next)
      await vi.waitFor(() => expect(thrown).toHaveBeenCalled())
      expect(next).toHaveBeenCalledTimes(1)
      expect(rejected).not.toHaveBeenCalled()
    } finally {
      process.removeAllListeners('uncaughtException')
      process.removeAllListeners('unhandledRejection')
      for (const listener of others) process.on('uncaughtException', listener)
      for (const listener of rejections) process.on('unhandledRejection', listener)
    }
  })

  test('error: a response that cannot be written is passed to next', async () => {
    const res = fakeResponse()
    res.setHeader = () => {
      throw new Error('the headers are sent')
    }
    const req = { method: 'GET', url: '/', headers: { host: 'a.test', ...PAGE } }
    for (const context of [ctx, dev()]) {
      const error = await new Promise((resolve) => {
        clerkMiddleware({ ctx: context })(req, res, resolve)
      })
      expect(error).toMatchObject({ message: 'the headers are sent' })
    }
  })
})

describe('the response', () => {
  test('behavior: W02 a handshake responds with 307, its location and its headers', async () => {
    const handler = vi.fn()
    const middlewares = [clerkMiddleware({ ctx: dev() })]
    const { status, headers, cookies } = await answer(middlewares, handler, {
      headers: { ...PAGE, host: 'app.test', 'x-forwarded-proto': 'https' },
    })
    expect(status).toBe(307)
    const location = new URL(`${headers.location}`)
    expect(location.origin).toBe('https://happy-otter-12.clerk.accounts.dev')
    expect(location.searchParams.get('redirect_url')).toBe('https://app.test/path')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-clerk-auth-reason']).toBe('dev-browser-missing')
    expect(cookies).toEqual([expect.stringMatching(/^__clerk_redirect_count=1; /)])
    expect(handler).not.toHaveBeenCalled()
  })

  test('behavior: after a handshake, CORS headers of an earlier middleware are kept', async () => {
    const ctx = prod()
    ctx.setup.answer = () => Response.json({ directives: [`__session=${ADA}; Path=/`] })
    const origin = 'https://example.com'
    const cors: Parameters<typeof chain>[0][number] = (_, res, next) => {
      res.setHeader('access-control-allow-origin', origin)
      next()
    }
    const headers = { ...PAGE, host: 'example.com', origin, cookie: '__clerk_handshake_nonce=n' }
    const gate = requireAuth({ role: 'org:admin' })
    for (const [more, expected] of [
      [[], 200],
      [[gate], 403],
    ] as const) {
      const answered = await answer([cors, clerkMiddleware({ ctx }), ...more], who, { headers })
      expect(answered.status).toBe(expected)
      expect(answered.headers['access-control-allow-origin']).toBe(origin)
      expect(answered.cookies).toEqual([`__session=${ADA}; Path=/`])
    }
  })

  test('behavior: the redirect contains headers and cookies of earlier middlewares', async () => {
    const earlier: Parameters<typeof chain>[0][number] = (_, res, next) => {
      res.setHeader('set-cookie', 'visitor=7')
      res.setHeader('cache-control', 'public')
      res.setHeader('x-request-id', '42')
      next()
    }
    const { headers, cookies } = await answer([earlier, clerkMiddleware({ ctx: dev() })], vi.fn(), {
      headers: PAGE,
    })
    expect(cookies).toEqual([expect.stringMatching(/^__clerk_redirect_count/), 'visitor=7'])
    expect(headers['x-request-id']).toBe('42')
    // A cached redirect would send other visitors to the handshake.
    expect(headers['cache-control']).toBe('no-store')
  })

  const FRESH = [`__session=${ADA}; Path=/`, `__session_${PROD.suffix}=${ADA}; Path=/`]

  test.each<[string, Parameters<typeof answer>[1], string[]]>([
    ['end', (_, res) => res.end('x'), []],
    ['write', (_, res) => res.write('x') && res.end(), []],
    ['setHeader', (_, res) => res.setHeader('Set-Cookie', 'a=1').end(), ['a=1']],
    [
      'setHeader with a list',
      (_, res) => res.setHeader('set-cookie', ['a=1', 'b=2']).end(),
      ['a=1', 'b=2'],
    ],
    ['appendHeader', (_, res) => res.appendHeader('set-cookie', 'a=1').end(), ['a=1']],
    ['writeHead', (_, res) => res.writeHead(200).end(), []],
    ['writeHead with headers', (_, res) => res.writeHead(200, { etag: '1' }).end(), []],
    [
      'writeHead with a cookie',
      (_, res) => res.writeHead(200, { 'Set-Cookie': 'a=1' }).end(),
      ['a=1'],
    ],
    [
      'writeHead with a message and cookies',
      (_, res) => res.writeHead(200, 'fine', { 'set-cookie': ['a=1', 'b=2'] }).end(),
      ['a=1', 'b=2'],
    ],
    [
      'writeHead with a list of headers',
      (_, res) => res.writeHead(200, ['Set-Cookie', 'a=1', 'etag', '1', 'set-cookie', 'b=2']).end(),
      ['a=1', 'b=2'],
    ],
    [
      'flushHeaders',
      (_, res) => {
        res.flushHeaders()
        res.end()
      },
      [],
    ],
  ])(
    'behavior: cookies of a refresh reach the response of a handler: %s',
    async (_, handler, own) => {
      const { ctx, headers } = refreshing(...FRESH)
      const { cookies } = await answer([clerkMiddleware({ ctx })], handler, { headers })
      const added = cookies.filter((cookie) => FRESH.includes(cookie))
      expect(added).toEqual(FRESH)
      // The cookies of the handler are kept, too.
      const others = cookies.filter((cookie) => !FRESH.includes(cookie))
      expect(others).toEqual(own)
    },
  )

  test('behavior: a cookie that the handler sets under the same name is last', async () => {
    const { ctx, headers } = refreshing(...FRESH)
    const { cookies } = await answer(
      [clerkMiddleware({ ctx })],
      (_, res) => res.setHeader('set-cookie', '__session=; Max-Age=0').end(),
      { headers },
    )
    expect(cookies).toEqual([...FRESH, '__session=; Max-Age=0'])
  })

  test.each<[string, (res: ServerResponse) => unknown]>([
    ['setHeader', (res) => res.setHeader('cache-control', 'public').end()],
    ['writeHead', (res) => res.writeHead(200, { 'Cache-Control': 'public' }).end()],
    ['a list', (res) => res.writeHead(200, ['Cache-Control', 'public', 'x-a', '1']).end()],
  ])(
    'behavior: no cache may keep a response with the cookies of a session: %s',
    async (_, send) => {
      const { ctx, headers } = refreshing(...FRESH)
      const cachingOf = async (headers: Record<string, string>) =>
        (await answer([clerkMiddleware({ ctx })], (_, res) => send(res), { headers })).headers
      expect(await cachingOf(headers)).toMatchObject({
        'cache-control': 'private, no-store',
        'set-cookie': FRESH,
      })
      expect(await cachingOf(bearer)).toMatchObject({ 'cache-control': 'public' })
    },
  )

  test('behavior: without cookies the response is not changed', async () => {
    const res = fakeResponse()
    const { writeHead } = res
    await new Promise((resolve) => {
      const req = { method: 'GET', url: '/', headers: { host: 'a.test' } }
      clerkMiddleware({ ctx })(req, res, resolve)
    })
    expect(res.writeHead).toBe(writeHead)
  })

  test('behavior: HTTP/2', async () => {
    const { ctx, headers } = refreshing(...FRESH)
    const middleware = clerkMiddleware({ ctx })
    const server = createHttp2((req, res) => {
      middleware(req, res, () => {
        res.writeHead(200, { 'set-cookie': 'a=1' })
        res.end(`${getAuth(req).userId}`)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const stream = client.request({ ':path': '/path', ...headers })
    const [received, text] = await new Promise<[Record<string, unknown>, string]>((resolve) => {
      let text = ''
      let head = {}
      stream.on('response', (headers) => {
        head = headers
      })
      stream.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      stream.on('end', () => resolve([head, text])).end()
    })
    client.close()
    server.close()
    expect([received['set-cookie'], text]).toEqual([[...FRESH, 'a=1'], 'user_1'])
  })
})

describe('mounted twice', () => {
  test('behavior: W11 a request is authenticated once', async () => {
    const { ctx, headers } = refreshing(`__session=${ADA}; Path=/`)
    const options = { ctx }
    const twice = [clerkMiddleware(options), clerkMiddleware(options)]
    const { text, cookies } = await answer(twice, who, { headers })
    expect(text).toBe('user_1')
    expect(cookies).toHaveLength(1)
    expect(ctx.calls).toHaveLength(1)
  })

  test('behavior: other options apply to later handlers', async () => {
    const strict = clerkMiddleware({ ctx, authorizedParties: ['https://other.example'] })
    const { text } = await answer([clerkMiddleware({ ctx }), strict], who, { headers: bearer })
    expect(text).toBe('null')
  })

  test('behavior: the response contains the state of the last one', async () => {
    const strict = clerkMiddleware({ ctx, authorizedParties: ['https://other.example'] })
    const middlewares = [strict, clerkMiddleware({ ctx })]
    const { text, headers } = await answer(middlewares, who, { headers: bearer })
    expect(text).toBe('user_1')
    expect(Object.keys(headers).filter((name) => name.startsWith('x-clerk'))).toEqual([])
  })

  test('behavior: requests on one connection are authenticated separately', async () => {
    const port = await serve(chain([clerkMiddleware({ ctx })], who))
    expect((await send(port, { headers: bearer })).text).toBe('user_1')
    expect((await send(port)).text).toBe('null')
  })
})

function fakeResponse() {
  const headers = new Map<string, string | string[]>()
  return {
    statusCode: 200,
    getHeader: (name: string) => headers.get(name),
    setHeader: (name: string, value: string | string[]): unknown => headers.set(name, value),
    removeHeader: (name: string): unknown => headers.delete(name),

    writeHead: () => {},
    end: () => {},
  }
}
