import { createApiKey } from 'clerklet'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { describe, expect, test, vi } from 'vitest'
import { clerkMiddleware, requireAuth } from '#clerklet/hono/index.ts'
import type { AcceptsToken } from '#clerklet/verify/index.ts'
import { emulate } from '#fixtures/emulator.ts'
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

const ctx = prod()
const MEMBER = { org_id: 'org_1', org_role: 'org:member', org_permissions: ['org:a:read'] }

/** Requests a route behind `gate`, with a token that has the claims `claimed`. Sends no token when `claimed` is null. */
async function ask(
  gate: ReturnType<typeof requireAuth>,
  claimed: object | null = MEMBER,
  context = ctx,
) {
  const app = new Hono()
    .use(clerkMiddleware({ ctx: context }))
    .get('/path', gate, (c) => c.json('in'))
  const token = claimed && (await instance.sign(claims(claimed as Record<string, unknown>)))
  const response = await app.request(fetched(undefined, token ? { token } : {}))
  const body = (await response.json()) as { reason?: string; required?: unknown }
  return { status: response.status, reason: body.reason, body, headers: response.headers }
}

describe('requireAuth', () => {
  test('default: a session is accepted', async () => {
    expect(await ask(requireAuth())).toMatchObject({ status: 200, body: 'in' })
  })

  test('behavior: without a token the response is a 401, with the headers of the state once', async () => {
    const { status, reason, headers } = await ask(requireAuth(), null)
    expect([status, reason]).toEqual([401, 'session-token-and-uat-missing'])
    expect(headers.get('www-authenticate')).toBe('Bearer')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-clerk-auth-status')).toBe('signed-out')
    expect(headers.get('x-clerk-auth-reason')).toBe('session-token-and-uat-missing')
  })

  test('behavior: a handler is not reached by a refused request', async () => {
    const handler = vi.fn()
    const app = new Hono().use(clerkMiddleware({ ctx })).get('/path', requireAuth(), handler)
    expect((await app.request(fetched())).status).toBe(401)
    expect(handler).not.toHaveBeenCalled()
  })

  test('behavior: a middleware that calls it receives the refusal', async () => {
    const refuse = requireAuth({ role: 'org:admin' })
    const handler = vi.fn()
    const app = new Hono().use(clerkMiddleware({ ctx })).get('/path', async (c) => {
      const refusal = await refuse(c, async () => {})
      if (refusal) return refusal
      handler()
      return c.text('in')
    })
    const token = await instance.sign(claims(MEMBER))
    expect((await app.request(fetched(undefined, { token }))).status).toBe(403)
    expect(handler).not.toHaveBeenCalled()
  })

  test('behavior: later changes of the check have no effect', async () => {
    const check: { role?: string; permission: string } = {
      role: 'org:admin',
      permission: 'org:a:read',
    }
    const gate = requireAuth(check)
    delete check.role
    expect(await ask(gate)).toMatchObject({ status: 403 })
  })

  test('behavior: an expired token is a 401 with its reason', async () => {
    const { status, headers } = await ask(requireAuth(), { exp: SECONDS - 60 })
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  })

  test('behavior: keys that cannot be loaded are a 503', async () => {
    const { jwtKey: _, ...online } = prod({ retry: 0 })
    online.fetch = async () => new Response('down', { status: 503 })
    const { status, headers } = await ask(requireAuth(), {}, online as typeof ctx)
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('30')
  })

  test('behavior: an API call of an unknown browser is refused, not redirected', async () => {
    const app = new Hono().use(clerkMiddleware({ ctx: dev() })).get('/path', requireAuth())
    const headers = { 'sec-fetch-dest': 'empty' }
    const response = await app.request(fetched(undefined, { headers }))
    expect([response.status, response.headers.get('location')]).toEqual([401, null])
  })

  test('behavior: with api: true a page is refused, too', async () => {
    const app = new Hono()
    app.use(clerkMiddleware({ ctx: dev(), api: true })).get('/path', requireAuth())
    const response = await app.request(page())
    expect([response.status, response.headers.get('location')]).toEqual([401, null])
  })

  test('behavior: a pending session is refused by default', async () => {
    expect(await ask(requireAuth(), { sts: 'pending' })).toMatchObject({
      status: 401,
      reason: 'session-pending',
    })
    const lenient = { treatPendingAsSignedOut: false }
    expect(await ask(requireAuth(undefined, lenient), { sts: 'pending' })).toMatchObject({
      status: 200,
    })
    expect(
      await ask(
        requireAuth(() => false, lenient),
        { sts: 'pending' },
      ),
    ).toMatchObject({
      status: 403,
      reason: 'forbidden',
    })
  })

  test('behavior: a refusal contains the cookies of a refresh, once', async () => {
    const fresh = `__session=${await instance.sign()}; Path=/`
    const refreshing = prod()
    refreshing.setup.answer = () => Response.json({ cookies: [fresh] })
    const cookies = {
      __session: await instance.sign(claims({ exp: SECONDS - 60 })),
      __client_uat: 5,
      [`__refresh_${PROD.suffix}`]: 'r',
    }
    for (const gate of [requireAuth({ role: 'org:admin' }), requireAuth(() => false)]) {
      const app = new Hono().use(clerkMiddleware({ ctx: refreshing })).get('/path', gate)
      const response = await app.request(fetched(undefined, { cookies }))
      expect(response.status).toBe(403)
      expect(response.headers.getSetCookie()).toEqual([fresh])
    }
  })

  test('behavior: a refusal has the headers of cors()', async () => {
    const app = new Hono().use(cors({ origin: 'https://example.com' }))
    app.use(clerkMiddleware({ ctx })).get('/path', requireAuth())
    const origin = 'https://example.com'
    const { status, headers } = await app.request(fetched(undefined, { headers: { origin } }))
    expect(status).toBe(401)
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(headers.get('content-type')).toBe('application/json')
  })
})

describe('args: conditions', () => {
  test('behavior: continues when all conditions hold', async () => {
    const check = { role: 'org:member', permission: 'org:a:read' }
    expect(await ask(requireAuth(check))).toMatchObject({ status: 200 })
  })

  test('behavior: 403 names the conditions', async () => {
    const { status, body } = await ask(requireAuth({ role: 'org:admin', plan: undefined }))
    expect(status).toBe(403)
    expect(body).toMatchObject({ reason: 'forbidden', required: { role: 'org:admin' } })
  })

  test('behavior: 401 takes precedence over 403', async () => {
    expect(await ask(requireAuth({ role: 'org:admin' }), null)).toMatchObject({ status: 401 })
  })

  test('behavior: the scripts of Clerk recognise the response for a missing reverification', async () => {
    const gate = requireAuth({ role: 'org:member', reverification: 'strict' })
    const stale = { ...MEMBER, fva: [100, 100] }
    expect(await ask(gate, stale)).toMatchObject({
      status: 403,
      body: {
        clerk_error: {
          type: 'forbidden',
          reason: 'reverification-error',
          metadata: { reverification: 'strict' },
        },
      },
    })
    expect(await ask(gate, { ...MEMBER, fva: [1, 1] })).toMatchObject({ status: 200 })
    // The role is wrong as well, so a reverification would not help.
    const other = { org_id: 'org_1', org_role: 'org:guest', fva: [100, 100] }
    expect(await ask(gate, other)).toMatchObject({ status: 403, reason: 'forbidden' })
  })

  test.each([
    {},
    { role: undefined },
    { role: '' },
    { rol: 'org:admin' },
    { role: 'org:admin', scope: 'x' },
    { role: ['org:admin'] },
    { reverification: 'very strict' },
    { reverification: { level: 'first_factor', afterMinutes: 0 } },
    { acceptsToken: 'api_key' },
    'org:admin',
    null,
    [],
    true,
  ])('error: %j is refused at once', (check) => {
    expect(() => requireAuth(check as never)).toThrow(
      /^The check of requireAuth is not valid: set it to an object of role, permission/,
    )
  })
})

describe('args: a function', () => {
  test('behavior: receives the auth object, and only true accepts the request', async () => {
    expect(await ask(requireAuth((auth) => auth.orgId === 'org_1'))).toMatchObject({ status: 200 })
    expect(await ask(requireAuth(async ({ userId }) => userId === 'user_1'))).toMatchObject({
      status: 200,
    })
    for (const result of [false, 1, 'yes', {}, undefined, Promise.resolve(false)]) {
      expect(await ask(requireAuth(() => result as boolean))).toMatchObject({
        status: 403,
        reason: 'forbidden',
      })
    }
  })

  test('behavior: is not called for a request that is signed out', async () => {
    const check = vi.fn(() => true)
    expect(await ask(requireAuth(check), null)).toMatchObject({ status: 401 })
    expect(check).not.toHaveBeenCalled()
  })

  test('error: its error reaches onError, and the request is refused', async () => {
    const app = new Hono()
    app.onError((error, c) => c.text(error.message, 500))
    app.use(clerkMiddleware({ ctx }))
    const broken = requireAuth(() => Promise.reject(new Error('the database is down')))
    app.get('/path', broken, (c) => c.text('in'))
    const token = await instance.sign()
    const response = await app.request(fetched(undefined, { token }))
    expect([response.status, await response.text()]).toEqual([500, 'the database is down'])
  })
})

describe('args: acceptsToken', () => {
  const clerk = emulate({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })

  async function statuses<A extends AcceptsToken>(gate: ReturnType<typeof requireAuth<A>>) {
    const app = new Hono()
      .use(clerkMiddleware({ ctx: clerk.ctx }))
      .get('/', gate, (c) => c.json({ reason: 'in' }))
    const { secret = '' } = await createApiKey(clerk.ctx, { name: 'key', subject: 'user_ada' })
    const { token } = await clerk.signIn('user_ada')
    const results: unknown[] = []
    for (const each of [token, secret]) {
      const headers = { authorization: `Bearer ${each}` }
      const response = await app.request('https://example.com/', { headers })
      results.push(response.status, ((await response.json()) as { reason: string }).reason)
    }
    return results
  }

  test('default: a machine token that the middleware accepts is no session', async () => {
    expect(await statuses(requireAuth())).toEqual([200, 'in', 401, 'token-type-mismatch'])
    expect(await statuses(requireAuth(() => true))).toEqual([200, 'in', 401, 'token-type-mismatch'])
  })

  test('behavior: one kind, a list, and any', async () => {
    const apiKeys = requireAuth(undefined, { acceptsToken: 'api_key' })
    expect(await statuses(apiKeys)).toEqual([401, 'token-type-mismatch', 200, 'in'])
    const both = requireAuth((auth) => auth.userId === 'user_ada', {
      acceptsToken: ['session_token', 'api_key'],
    })
    expect(await statuses(both)).toEqual([200, 'in', 200, 'in'])
    const any = requireAuth(undefined, { acceptsToken: 'any' })
    expect(await statuses(any)).toEqual([200, 'in', 200, 'in'])
  })

  test('behavior: conditions of an organization never hold for a machine', async () => {
    const gate = requireAuth({ role: 'org:admin' }, { acceptsToken: 'any' })
    expect(await statuses(gate)).toEqual([403, 'forbidden', 403, 'forbidden'])
  })

  test('error: an unknown option is refused at once', () => {
    expect(() => requireAuth(undefined, { acceptsTokens: 'any' } as object)).toThrow(
      'options.acceptsTokens is unknown: did you mean acceptsToken?',
    )
  })
})

test('error: the middleware is required', async () => {
  const app = new Hono()
  app.onError((error, c) => c.text(`${error.name}: ${error.message}`, 500))
  app.get('/path', requireAuth(), (c) => c.text('in'))
  expect(await (await app.request(fetched())).text()).toMatch(
    /^ClerkConfigError: requireAuth is called for a request that no middleware/,
  )
})
