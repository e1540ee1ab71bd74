import { createApiKey, createM2mToken } from 'clerklet'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { clerkMiddleware, getAuth } from '#clerklet/hono/index.ts'
import { emulate } from '#fixtures/emulator.ts'
import { fetched, instance, prod } from '../verify/cases/support.ts'

const failing = () => {
  const app = new Hono()
  app.onError((error, c) => c.text(`${error.name}: ${error.message}`, 500))
  return app
}

describe('getAuth', () => {
  test('behavior: W09 selects by the accepted kinds, sessions by default', async () => {
    const clerk = emulate({
      seed: {
        users: [{ id: 'user_ada', username: 'ada' }],
        machines: [{ id: 'mch_billing', name: 'billing', secret_key: 'ak_billing' }],
      },
    })
    const { secret = '' } = await createApiKey(clerk.ctx, { name: 'key', subject: 'user_ada' })
    const m2m = await createM2mToken({ ...clerk.ctx, machineSecretKey: 'ak_billing' })
    const app = new Hono()
      .use(clerkMiddleware({ ctx: clerk.ctx }))
      .get('/', (c) =>
        c.json(
          [
            getAuth(c),
            getAuth(c, { acceptsToken: 'api_key' }),
            getAuth(c, { acceptsToken: ['session_token', 'm2m_token'] }),
            getAuth(c, { acceptsToken: 'any' }),
          ].map(({ tokenType, isAuthenticated }) => `${tokenType} ${isAuthenticated}`),
        ),
      )
    const ask = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` }
      return (await app.request('https://example.com/', { headers })).json()
    }
    const { token } = await clerk.signIn('user_ada')
    expect(await ask(token)).toEqual([
      'session_token true',
      'api_key false',
      'session_token true',
      'session_token true',
    ])
    expect(await ask(secret)).toEqual([
      'session_token false',
      'api_key true',
      'null false',
      'api_key true',
    ])
    expect(await ask(`${m2m.token}`)).toEqual([
      'session_token false',
      'api_key false',
      'm2m_token true',
      'm2m_token true',
    ])
  })

  test('error: W08 without the middleware', async () => {
    const app = failing().get('/path', (c) => c.json(getAuth(c)))
    const response = await app.request(fetched(undefined, { token: await instance.sign() }))
    expect(await response.text()).toMatch(
      /^ClerkConfigError: getAuth is called .*: add app\.use\(clerkMiddleware\(\)\) before it/,
    )
  })

  test('error: W10 a foreign value among the variables is not used', async () => {
    const auth = { tokenType: 'session_token', isAuthenticated: true, userId: 'user_eve' }
    const state = { status: 'signed-in', isAuthenticated: true, toAuth: () => auth }
    const app = failing()
      .use(async (c, next) => {
        c.set('clerkState' as never, state as never)
        c.set('clerkAuth' as never, (() => auth) as never)
        await next()
      })
      .get('/path', (c) => c.json(getAuth(c)))
    expect(await (await app.request(fetched())).text()).toMatch(/^ClerkConfigError: getAuth/)
  })

  test('behavior: W10 a handler that overwrites the variables changes nothing', async () => {
    const app = new Hono().use(clerkMiddleware({ ctx: prod() })).get('/path', (c) => {
      c.set('clerkState', { ...c.var.clerkState, isAuthenticated: true } as never)
      return c.json(getAuth(c).userId)
    })
    expect(await (await app.request(fetched())).json()).toBeNull()
  })

  test('error: an option that is unknown or of the wrong type is refused', async () => {
    const told = async (options: object) => {
      const app = failing()
      app.use(clerkMiddleware({ ctx: prod() })).get('/path', (c) => c.json(getAuth(c, options)))
      return (await app.request(fetched())).text()
    }
    expect(await told({ acceptToken: 'any' })).toMatch(
      /^ClerkConfigError: .*acceptToken is unknown/,
    )
    expect(await told({ acceptsToken: 'session' })).toContain('options.acceptsToken is not valid')
    expect(await told({ treatPendingAsSignedOut: 0 })).toContain('is not valid')
  })
})
