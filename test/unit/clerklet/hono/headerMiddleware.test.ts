import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import {
  getAuth,
  type HeaderMiddlewareOptions,
  headerMiddleware,
  requireAuth,
} from '#clerklet/hono/index.ts'
import { claims, fetched, instance, page, prod, SECONDS } from '../verify/cases/support.ts'

const ctx = prod()
const ADMIN = await instance.sign(claims({ org_id: 'org_1', org_role: 'org:admin' }))

function application(options: HeaderMiddlewareOptions = { ctx }) {
  const app = new Hono()
  app.onError((error, c) => c.text(`${error.name}: ${error.message}`, 500))
  app.use(headerMiddleware(options))
  app.get('/path', (c) => c.text(`${getAuth(c).userId}`))
  app.get('/admin', requireAuth({ role: 'org:admin' }), (c) => c.text('in'))
  return app
}

describe('headerMiddleware', () => {
  test('default: the token in the header', async () => {
    const response = await application().request(fetched(undefined, { token: ADMIN }))
    expect(await response.text()).toBe('user_1')
  })

  test('behavior: cookies are not read, and no page is redirected', async () => {
    const cookies = { __session: ADMIN, __client_uat: SECONDS - 100 }
    const response = await application().request(page(undefined, { cookies }))
    expect([response.status, await response.text()]).toEqual([200, 'null'])
    expect(response.headers.get('x-clerk-auth-reason')).toBe('session-token-missing')
  })

  test('behavior: one key is enough', async () => {
    const { jwtKey, now } = ctx
    const app = application({ ctx: { jwtKey, now } })
    expect(await (await app.request(fetched(undefined, { token: ADMIN }))).text()).toBe('user_1')
  })

  test('behavior: the auth object has the methods of a session', async () => {
    const ctx = prod()
    ctx.setup.answer = () => Response.json({ jwt: 'made' })
    const app = new Hono().use(headerMiddleware({ ctx, secretKey: 'sk_live_ofTheOptions' }))
    app.get('/path', async (c) => {
      const { has, getToken } = getAuth(c)
      return c.json([
        has({ role: 'org:admin' }),
        await getToken(),
        await getToken({ template: 'x' }),
      ])
    })
    const response = await app.request(fetched(undefined, { token: ADMIN }))
    expect(await response.json()).toEqual([true, ADMIN, 'made'])
    expect(ctx.calls.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer sk_live_ofTheOptions',
    ])
  })

  test('behavior: a pending session is signed out by default', async () => {
    const token = await instance.sign(claims({ sts: 'pending' }))
    const app = new Hono().use(headerMiddleware({ ctx }))
    app.get('/path', (c) =>
      c.json([getAuth(c).userId, getAuth(c, { treatPendingAsSignedOut: false }).userId]),
    )
    const response = await app.request(fetched(undefined, { token }))
    expect(await response.json()).toEqual([null, 'user_1'])
  })

  test('behavior: requireAuth works with it', async () => {
    const ask = async (token?: string) => {
      const url = 'https://example.com/admin'
      return (await application().request(fetched(url, token ? { token } : {}))).status
    }
    expect(await ask(ADMIN)).toBe(200)
    expect(await ask(await instance.sign())).toBe(403)
    expect(await ask()).toBe(401)
  })

  test('error: an option that only clerkMiddleware has', async () => {
    const response = await application({ ctx, acceptsToken: 'any' } as object).request(fetched())
    expect(await response.text()).toMatch(/^ClerkConfigError: options\.acceptsToken is unknown/)
  })
})
