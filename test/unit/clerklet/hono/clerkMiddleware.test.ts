import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { cors } from 'hono/cors'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  type ClerkMiddlewareOptions,
  clerkMiddleware,
  getAuth,
  requireAuth,
} from '#clerklet/hono/index.ts'
import {
  claims,
  dev,
  fetched,
  instance,
  PROD,
  page,
  prod,
  SECONDS,
} from '../verify/cases/support.ts'

const ADA = await instance.sign()
const EXPIRED = await instance.sign(claims({ exp: SECONDS - 60 }))
const ctx = prod()

/** Makes an application with the middleware, and with a route that responds with the user id. */
function application(options: ClerkMiddlewareOptions = { ctx }) {
  const app = new Hono()
  app.onError((error, c) => c.text(`${error.name}: ${error.message}`, 500))
  app.use(clerkMiddleware(options))
  return app.get('/path', (c) => c.text(`${getAuth(c).userId}`))
}

/** Makes a context whose API refreshes the session with the cookie `fresh`, and a request that needs the refresh. */
function refreshing(fresh: string) {
  const ctx = prod()
  ctx.setup.answer = () => Response.json({ cookies: [fresh] })
  const cookies = { __session: EXPIRED, __client_uat: 5, [`__refresh_${PROD.suffix}`]: 'r' }
  return { ctx, request: fetched(undefined, { cookies }) }
}

afterEach(() => vi.unstubAllEnvs())

describe('the auth object of the request', () => {
  test('default: W01 by header and by cookie', async () => {
    const app = application()
    const cookies = { __session: ADA, __client_uat: SECONDS - 100 }
    for (const request of [fetched(undefined, { token: ADA }), fetched(undefined, { cookies })]) {
      expect(await (await app.request(request)).text()).toBe('user_1')
    }
  })

  test('behavior: a request without a token continues, and the response contains the reason', async () => {
    const response = await application().request(fetched())
    expect([response.status, await response.text()]).toEqual([200, 'null'])
    expect(response.headers.get('x-clerk-auth-status')).toBe('signed-out')
    expect(response.headers.get('x-clerk-auth-reason')).toBe('session-token-and-uat-missing')
  })

  test('behavior: an invalid token is signed out, never an error', async () => {
    const response = await application().request(fetched(undefined, { token: 'nonsense' }))
    expect([response.status, await response.text()]).toEqual([200, 'null'])
    expect(response.headers.get('x-clerk-auth-reason')).toBe('token-invalid')
  })

  test('args: W12 options of verification', async () => {
    const options = { ctx, authorizedParties: ['https://other.example'] }
    const response = await application(options).request(fetched(undefined, { token: ADA }))
    expect(response.headers.get('x-clerk-auth-reason')).toBe('token-invalid-authorized-parties')
  })

  test('args: options and ctx as functions of the context', async () => {
    const app = new Hono<{ Bindings: { origin: string } }>()
    const options = clerkMiddleware(async (c) => ({
      ctx: () => ctx,
      authorizedParties: [c.env.origin],
    }))
    app.get('/path', options, (c) => c.text(`${getAuth(c).userId}`))
    const ask = async (origin: string) =>
      (await app.request(fetched(undefined, { token: ADA }), undefined, { origin })).text()
    expect(await ask('https://example.com')).toBe('user_1')
    expect(await ask('https://other.example')).toBe('null')
  })

  test('args: acceptsToken, every kind by default', async () => {
    const kindOf = async (options: ClerkMiddlewareOptions) => {
      const app = new Hono().use(clerkMiddleware(options))
      app.get('/path', (c) => c.text(`${c.get('clerkState').tokenType}`))
      return (await app.request(fetched(undefined, { token: 'ak_1' }))).text()
    }
    expect(await kindOf({ ctx })).toBe('api_key')
    expect(await kindOf({ ctx, acceptsToken: 'session_token' })).toBe('session_token')
    expect(await kindOf({ ctx: { ...ctx, acceptsToken: 'session_token' } })).toBe('session_token')
  })
})

describe('the context', () => {
  const { secretKey = '', publishableKey } = ctx
  const variables = {
    CLERK_SECRET_KEY: secretKey,
    CLERK_PUBLISHABLE_KEY: publishableKey,
    CLERK_JWT_KEY: instance.pem,
  }
  const app = () =>
    new Hono().use(clerkMiddleware()).get('/path', (c) => c.json(c.var.clerkContext))

  test('default: c.env', async () => {
    const response = await app().request(fetched(), undefined, variables)
    expect(await response.json()).toMatchObject({ secretKey, publishableKey })
  })

  test('behavior: process.env when c.env has no keys', async () => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
    for (const env of [undefined, {}, { incoming: 1 }]) {
      const response = await app().request(fetched(), undefined, env)
      expect(await response.json()).toMatchObject({ secretKey, publishableKey })
    }
  })

  test('behavior: waitUntil is that of the execution context', async () => {
    const waited: unknown[] = []
    const execution = {
      waitUntil(promise: Promise<unknown>) {
        // On real platforms, `waitUntil` throws when it is called without its object.
        expect(this).toBe(execution)
        waited.push(promise)
      },
      passThroughOnException() {},
      props: {},
    }
    const app = new Hono().use(clerkMiddleware()).get('/path', (c) => {
      c.var.clerkContext.waitUntil?.(Promise.resolve('later'))
      return c.text('now')
    })
    await app.request(fetched(), undefined, variables, execution)
    expect(await Promise.all(waited)).toEqual(['later'])
  })

  test('error: W03 a missing key reaches onError, and its message contains no key', async () => {
    const response = await application({ ctx: { secretKey } }).request(fetched())
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(text).toMatch(/^ClerkConfigError: .*publishableKey is missing/)
    expect(text).not.toContain(secretKey)
  })

  test.each([
    ['signUpUrl', 'signUpUrl of createRedirect'],
    ['afterSignInUrl', 'returnBackUrl of redirectToSignIn, which createRedirect returns'],
    ['frontendApiProxy', 'proxyFrontendApi of clerklet/proxy, and proxyUrl'],
    ['apiUrl', 'ctx.baseUrl, with /v1 at its end'],
  ])('error: the official option %s names what replaces it', async (option, instead) => {
    const response = await application({ ctx, [option]: 'x' }).request(fetched())
    expect(await response.text()).toBe(
      `ClerkConfigError: options.${option} is unknown: use ${instead}`,
    )
  })
})

describe('the response', () => {
  test('behavior: W02 a handshake responds with 307, its location and its headers', async () => {
    const reached = vi.fn()
    const app = new Hono().use(clerkMiddleware({ ctx: dev() })).get('/path', reached)
    const response = await app.request(page())
    expect(response.status).toBe(307)
    expect(response.headers.get('location')).toMatch(
      /^https:\/\/happy-otter-12\.clerk\.accounts\.dev\/v1\/client\/handshake\?/,
    )
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-clerk-auth-reason')).toBe('dev-browser-missing')
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__clerk_redirect_count=1; /),
    ])
    expect(reached).not.toHaveBeenCalled()
  })

  test('behavior: the redirect contains headers and cookies of earlier middlewares', async () => {
    const app = new Hono()
      .use(cors({ origin: 'https://example.com', credentials: true }))
      .use(async (c, next) => {
        setCookie(c, 'visitor', '7')
        c.header('cache-control', 'public')
        c.header('x-request-id', '42')
        await next()
      })
      .use(clerkMiddleware({ ctx: dev() }))
    const origin = 'https://example.com'
    const { status, headers } = await app.request(page(undefined, { headers: { origin } }))
    expect(status).toBe(307)
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__clerk_redirect_count=1; /),
      'visitor=7; Path=/',
    ])
    expect(headers.get('access-control-allow-origin')).toBe('https://example.com')
    expect(headers.get('x-request-id')).toBe('42')
    // A cached redirect would send other visitors to the handshake.
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('behavior: after a handshake, the headers of cors() are kept', async () => {
    const ctx = prod()
    ctx.setup.answer = () => Response.json({ directives: [`__session=${ADA}; Path=/`] })
    const origin = 'https://example.com'
    const app = new Hono()
      .use(cors({ origin }), clerkMiddleware({ ctx }))
      .get('/path', (c) => c.text(`${getAuth(c).userId}`))
      .get('/admin', requireAuth({ role: 'org:admin' }), (c) => c.text('in'))
    for (const [path, status] of [
      ['/path', 200],
      ['/admin', 403],
    ] as const) {
      const cookies = { __clerk_handshake_nonce: 'n' }
      const response = await app.request(page(origin + path, { cookies, headers: { origin } }))
      expect(response.status).toBe(status)
      expect(response.headers.get('access-control-allow-origin')).toBe(origin)
      expect(response.headers.getSetCookie()).toEqual([`__session=${ADA}; Path=/`])
    }
  })

  const fresh = [`__session=${ADA}; Path=/`, `__session_${PROD.suffix}=${ADA}; Path=/`]

  test.each<[string, (app: Hono) => unknown, string[]]>([
    ['text', (app) => app.get('/path', (c) => c.text('x')), []],
    [
      'a cookie of its own',
      (app) =>
        app.get('/path', (c) => {
          setCookie(c, 'a', '1')
          return c.json({})
        }),
      ['a=1; Path=/'],
    ],
    [
      'a bare Response with cookies',
      (app) =>
        app.get('/path', () => {
          const response = new Response('x')
          response.headers.append('set-cookie', 'a=1')
          response.headers.append('set-cookie', 'b=2')
          return response
        }),
      ['a=1', 'b=2'],
    ],
    [
      'an immutable response',
      (app) => app.get('/path', () => Response.redirect('https://example.com/next')),
      [],
    ],
    ['an error', (app) => app.get('/path', () => Promise.reject(new Error('x'))), []],
    ['nothing: there is no route', () => {}, []],
  ])('behavior: cookies of a refresh reach the response of a handler: %s', async (_, add, own) => {
    const cookie = `__session=${ADA}; Path=/`
    const { ctx, request } = refreshing(cookie)
    const app = new Hono()
    app.use(clerkMiddleware({ ctx }))
    app.onError((_, c) => c.text('failed', 500))
    add(app)
    const response = await app.request(request)
    expect(response.headers.getSetCookie()).toEqual([...own, cookie])
  })

  test('behavior: each cookie of a refresh is a separate line', async () => {
    const world = refreshing('')
    world.ctx.setup.answer = () => Response.json({ cookies: fresh })
    const response = await application({ ctx: world.ctx }).request(world.request)
    expect(response.headers.getSetCookie()).toEqual(fresh)
    expect(await response.text()).toBe('user_1')
  })

  test('behavior: no cache may keep a response with the cookies of a session', async () => {
    const cacheable = (c: Context) => c.text('x', 200, { 'cache-control': 'public, max-age=60' })
    const { ctx, request } = refreshing(`__session=${ADA}; Path=/`)
    const app = new Hono().use(clerkMiddleware({ ctx })).get('/path', cacheable)
    const cachingOf = async (asked: Request) =>
      (await app.request(asked)).headers.get('cache-control')
    expect(await cachingOf(request)).toBe('private, no-store')
    expect(await cachingOf(fetched(undefined, { token: ADA }))).toBe('public, max-age=60')
  })

  test('behavior: an immutable response keeps its status, its body and its headers', async () => {
    const app = new Hono().use(clerkMiddleware({ ctx })).get('/path', () => {
      const response = new Response('made', { status: 201, headers: { etag: '"1"' } })
      response.headers.append = () => {
        throw new TypeError('immutable')
      }
      return response
    })
    const response = await app.request(fetched())
    expect([response.status, await response.text()]).toEqual([201, 'made'])
    expect(response.headers.get('etag')).toBe('"1"')
    expect(response.headers.get('x-clerk-auth-status')).toBe('signed-out')
  })

  test('behavior: headers of the handler are kept', async () => {
    const app = new Hono().use(clerkMiddleware({ ctx }))
    app.get('/path', (c) => c.text('x', 200, { 'x-clerk-auth-reason': 'mine' }))
    const { headers } = await app.request(fetched())
    expect(headers.get('x-clerk-auth-reason')).toBe('mine')
    expect(headers.get('x-clerk-auth-status')).toBe('signed-out')
  })

  test('behavior: the response to an upgrade is not changed', async () => {
    const upgrade = Object.defineProperty(new Response(null), 'status', { value: 101 })
    const app = new Hono().use(clerkMiddleware({ ctx })).get('/path', () => upgrade)
    expect(await app.request(fetched())).toBe(upgrade)
  })

  test('behavior: a preflight after cors() gets a response without authentication', async () => {
    const app = new Hono().use(cors({ origin: 'https://example.com' }))
    const authenticate = vi.fn(() => ({ ctx }))
    app.use(clerkMiddleware(authenticate))
    const response = await app.request(
      fetched(undefined, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://example.com',
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'authorization',
        },
      }),
    )
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization')
    expect(authenticate).not.toHaveBeenCalled()
  })

  test('behavior: a preflight without cors() is not redirected', async () => {
    const response = await application({ ctx: dev() }).request(
      page(undefined, { method: 'OPTIONS' }),
    )
    expect([response.status, response.headers.get('location')]).toEqual([404, null])
  })
})

describe('mounted twice', () => {
  const counting = () => {
    const { ctx, request } = refreshing(`__session=${ADA}; Path=/`)
    return { ctx, request, calls: ctx.calls }
  }

  test('behavior: W11 a request is authenticated once', async () => {
    const { ctx, request, calls } = counting()
    const options = { ctx }
    const inner = new Hono()
      .use(clerkMiddleware(options))
      .get('/path', (c) => c.text(`${getAuth(c).userId}`))
    const app = new Hono().use(clerkMiddleware(options)).route('/', inner)
    const response = await app.request(request)
    expect(await response.text()).toBe('user_1')
    expect(response.headers.getSetCookie()).toHaveLength(1)
    expect(calls).toHaveLength(1)
  })

  test('behavior: other options apply to the routes below', async () => {
    const app = new Hono()
      .use(clerkMiddleware({ ctx }))
      .use('/strict/*', clerkMiddleware({ ctx, authorizedParties: ['https://other.example'] }))
      .get('/path', (c) => c.text(`${getAuth(c).userId}`))
      .get('/strict/path', (c) => c.text(`${getAuth(c).userId}`))
    const ask = async (url: string) => (await app.request(fetched(url, { token: ADA }))).text()
    expect(await ask('https://example.com/path')).toBe('user_1')
    expect(await ask('https://example.com/strict/path')).toBe('null')
  })

  test('behavior: the response contains the state of the last one', async () => {
    const strict = { ctx, authorizedParties: ['https://other.example'] }
    const app = new Hono()
      .use(clerkMiddleware(strict), clerkMiddleware({ ctx }))
      .get('/path', (c) => c.text(`${getAuth(c).userId}`))
    const response = await app.request(fetched(undefined, { token: ADA }))
    expect(await response.text()).toBe('user_1')
    expect([...response.headers.keys()].filter((name) => name.startsWith('x-clerk'))).toEqual([])
  })
})
