import { createApiKey } from 'clerklet'
import { describe, expect, test, vi } from 'vitest'
import {
  clerkMiddleware,
  getAuth,
  headerMiddleware,
  type NodeMiddleware,
  requireAuth,
} from '#clerklet/node/index.ts'
import { emulate } from '#fixtures/emulator.ts'
import { claims, dev, instance, prod, SECONDS } from '../verify/cases/support.ts'
import { answer } from './support.ts'

const ctx = prod()
const MEMBER = { org_id: 'org_1', org_role: 'org:member' }

/** Requests a handler behind `gate`, with a token of the claims `claimed`. Sends no token when `claimed` is null. */
async function ask(gate: NodeMiddleware, claimed: object | null = MEMBER, context = ctx) {
  const token = claimed && (await instance.sign(claims(claimed as Record<string, unknown>)))
  const handler = vi.fn((_req, res) => res.end('"in"'))
  const { status, headers, text } = await answer(
    [clerkMiddleware({ ctx: context }), gate],
    handler,
    token ? { headers: { authorization: `Bearer ${token}` } } : {},
  )
  expect(handler).toHaveBeenCalledTimes(status === 200 ? 1 : 0)
  return { status, headers, body: JSON.parse(text) }
}

describe('requireAuth', () => {
  test('default: a session is accepted', async () => {
    expect(await ask(requireAuth())).toMatchObject({ status: 200, body: 'in' })
  })

  test.each([undefined, null, false, 'route', 'router'])(
    'error: a check that throws %j refuses the request',
    async (thrown) => {
      for (const check of [
        () => Promise.reject(thrown),
        () => {
          throw thrown
        },
      ]) {
        const handler = vi.fn((_req, res) => res.end('in'))
        const token = await instance.sign(claims(MEMBER))
        const middlewares = [clerkMiddleware({ ctx }), requireAuth(check)]
        const { status } = await answer(middlewares, handler, {
          headers: { authorization: `Bearer ${token}` },
        })
        expect(status).toBe(500)
        expect(handler).not.toHaveBeenCalled()
      }
    },
  )

  test('behavior: without a token the response is a 401, never a redirect', async () => {
    const { status, headers, body } = await ask(requireAuth(), null)
    expect([status, body.reason]).toEqual([401, 'session-token-and-uat-missing'])
    expect(headers).toMatchObject({
      'www-authenticate': 'Bearer',
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'x-clerk-auth-reason': 'session-token-and-uat-missing',
    })
    expect(headers.location).toBeUndefined()
  })

  test('behavior: an API call of an unknown browser is refused, not redirected', async () => {
    expect(await ask(requireAuth(), null, dev())).toMatchObject({ status: 401 })
  })

  test('behavior: the status is 401, 403 or 503, depending on the reason', async () => {
    expect(await ask(requireAuth(), { exp: SECONDS - 60 })).toMatchObject({ status: 401 })
    expect(await ask(requireAuth(), { sts: 'pending' })).toMatchObject({
      status: 401,
      body: { reason: 'session-pending' },
    })
    expect(await ask(requireAuth({ role: 'org:admin' }))).toMatchObject({
      status: 403,
      body: { reason: 'forbidden', required: { role: 'org:admin' } },
    })
    expect(await ask(requireAuth((auth) => auth.orgId === 'org_2'))).toMatchObject({ status: 403 })
    expect(await ask(requireAuth({ reverification: 'strict' }))).toMatchObject({
      status: 403,
      body: { clerk_error: { reason: 'reverification-error' } },
    })
    const { jwtKey: _, ...online } = prod({ retry: 0 })
    online.fetch = async () => new Response('down', { status: 503 })
    const down = await ask(requireAuth(), {}, online as typeof ctx)
    expect([down.status, down.headers['retry-after']]).toEqual([503, '30'])
  })

  test('behavior: a machine token that the middleware accepts is no session', async () => {
    const clerk = emulate({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
    const { secret } = await createApiKey(clerk.ctx, { name: 'key', subject: 'user_ada' })
    const headers = { authorization: `Bearer ${secret}` }
    const statusOf = async (gate: NodeMiddleware) =>
      (
        await answer([clerkMiddleware({ ctx: clerk.ctx }), gate], (_, res) => res.end(), {
          headers,
        })
      ).status
    expect(await statusOf(requireAuth())).toBe(401)
    expect(await statusOf(requireAuth(undefined, { acceptsToken: 'api_key' }))).toBe(200)
  })

  test('behavior: works with headerMiddleware', async () => {
    const middlewares = [headerMiddleware({ ctx }), requireAuth()]
    const headers = { authorization: `Bearer ${await instance.sign()}` }
    expect((await answer(middlewares, (_, res) => res.end(), { headers })).status).toBe(200)
    expect((await answer(middlewares, (_, res) => res.end())).status).toBe(401)
  })

  test('error: the error of a check is passed to next', async () => {
    const gate = requireAuth(() => Promise.reject(new Error('the database is down')))
    const headers = { authorization: `Bearer ${await instance.sign()}` }
    const { status, text } = await answer(
      [clerkMiddleware({ ctx }), gate],
      (_, res) => res.end('in'),
      { headers },
    )
    expect([status, text]).toEqual([500, 'Error: the database is down'])
  })

  test('error: W08 without the middleware', async () => {
    const { text } = await answer([requireAuth()], (_, res) => res.end('in'))
    expect(text).toMatch(/^ClerkConfigError: requireAuth is called .*: add app\.use\(clerkMiddle/)
  })
})

describe('getAuth', () => {
  test('error: W08 without the middleware', () => {
    const req = { method: 'GET', url: '/', headers: {} }
    expect(() => getAuth(req)).toThrow(/^getAuth is called for a request that no middleware/)
  })

  test('error: W10 a foreign auth object on the request is not used', () => {
    const auth = () => ({ tokenType: 'session_token', isAuthenticated: true, userId: 'user_eve' })
    const req = { method: 'GET', url: '/', headers: {}, auth, clerkAuth: auth }
    expect(() => getAuth(req)).toThrow(/^getAuth is called for a request that no middleware/)
  })

  test('behavior: W10 a foreign auth object does not stop the authentication', async () => {
    const foreign: NodeMiddleware = (req, _, next) => {
      Object.assign(req, { auth: { userId: 'user_eve' } })
      next()
    }
    const headers = { authorization: `Bearer ${await instance.sign()}` }
    const { text } = await answer(
      [foreign, clerkMiddleware({ ctx })],
      (req, res) => res.end(JSON.stringify([getAuth(req).userId, Object(req).auth.userId])),
      { headers },
    )
    expect(JSON.parse(text)).toEqual(['user_1', 'user_eve'])
  })
})
