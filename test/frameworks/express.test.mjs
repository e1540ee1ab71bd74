// Tests the example on Express 5, and the behaviour that only Express has.

import { clerkMiddleware, getAuth, requireAuth } from 'clerklet/node'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import express from 'express'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { serve } from './support.mjs'

const APP = 'https://app.example.com'
const clerk = createEmulator({
  seed: {
    users: [
      { id: 'user_ada', username: 'ada' },
      { id: 'user_grace', username: 'grace' },
    ],
    organizations: [
      {
        id: 'org_acme',
        name: 'Acme',
        created_by: 'user_ada',
        members: [{ user_id: 'user_grace', role: 'org:member' }],
      },
    ],
  },
})
const { secretKey, publishableKey } = clerk.instance
const ctx = { secretKey, publishableKey, fetch: clerk.fetch }

const closing = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** Serves an application until the end of the test, and sends a request to it. */
async function ask(app, what) {
  const { send, close } = await serve(app)
  closing.push(close)
  return send(what)
}

describe('the example', () => {
  let app
  let stop

  beforeAll(async () => {
    const { env, close } = await listen(clerk)
    stop = close
    for (const [name, value] of Object.entries({ ...env, APP_ORIGIN: APP })) {
      vi.stubEnv(name, value)
    }
    ;({ app } = await import('../../examples/express-api/index.ts'))
  })
  afterAll(() => stop())

  const call = async (route, headers, body) => {
    const [method, path] = route.split(' ')
    const { status, text } = await ask(app, {
      method,
      path,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      body,
    })
    return { status, body: JSON.parse(text) }
  }

  test('behavior: returns the signed-in user', async () => {
    const { headers } = await clerk.signIn('user_ada', { azp: APP })
    expect(await call('GET /me', headers)).toEqual({
      status: 200,
      body: { user: 'user_ada', organization: 'org_acme' },
    })
    expect(await call('GET /me', {})).toMatchObject({ status: 401 })
    const elsewhere = await clerk.signIn('user_ada', { azp: 'https://evil.example' })
    expect(await call('GET /me', elsewhere.headers)).toMatchObject({
      status: 401,
      body: { reason: 'token-invalid-authorized-parties' },
    })
  })

  test('behavior: lists the members to administrators only', async () => {
    const ada = await clerk.signIn('user_ada', { azp: APP })
    const { status, body } = await call('GET /members', ada.headers)
    expect(status).toBe(200)
    expect(body).toContainEqual(['user_grace', 'org:member'])
    const grace = await clerk.signIn('user_grace', { azp: APP })
    expect(await call('GET /members', grace.headers)).toMatchObject({
      status: 403,
      body: { required: { role: 'org:admin' } },
    })
  })

  test('behavior: accepts the token of a machine with a body, but not that of a user', async () => {
    const { headers, details } = await clerk.machineToken({ name: 'billing' })
    expect(await call('POST /jobs', headers, '{"report":1}')).toEqual({
      status: 202,
      body: { queued: { report: 1 }, by: details.subject },
    })
    const ada = await clerk.signIn('user_ada', { azp: APP })
    expect(await call('POST /jobs', ada.headers, '{}')).toMatchObject({ status: 401 })
    expect(await call('GET /me', headers)).toMatchObject({ status: 401 })
  })
})

describe('Express', () => {
  test('behavior: a body parser may run first, and a router may have a prefix', async () => {
    const router = express.Router()
    router.post('/echo', requireAuth(), (req, res) => {
      res.json({ body: req.body, userId: getAuth(req).userId })
    })
    const app = express()
    app.use(express.json())
    app.use('/api', clerkMiddleware({ ctx }), router)
    const { headers } = await clerk.signIn('user_ada')
    const { status, text } = await ask(app, {
      method: 'POST',
      path: '/api/echo',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"a":1}',
    })
    expect([status, JSON.parse(text)]).toEqual([200, { body: { a: 1 }, userId: 'user_ada' }])
  })

  test('behavior: a handshake of a router with a prefix returns to the whole path', async () => {
    const app = express()
    app.use('/deep', express.Router().use('/er', clerkMiddleware({ ctx })))
    const { status, headers } = await ask(app, {
      path: '/deep/er/page?a=1',
      headers: { host: 'app.test', 'sec-fetch-dest': 'document' },
    })
    expect(status).toBe(307)
    expect(new URL(headers.location).searchParams.get('redirect_url')).toBe(
      'http://app.test/deep/er/page?a=1',
    )
  })

  test('behavior: the cookies of res.cookie and of a refreshed session are sent', async () => {
    const app = express()
    app.use(clerkMiddleware({ ctx }))
    app.get('/', (_, res) => res.cookie('a', '1').send('x'))
    const { cookies, session } = await clerk.signIn('user_ada')
    const expired = await clerk.mintToken({
      sessionId: session.id,
      azp: 'http://app.test',
      expiresIn: -60,
    })
    const cookie = Object.entries(cookies)
      .map(([name, value]) => `${name}=${name.startsWith('__session') ? expired : value}`)
      .join('; ')
    const received = await ask(app, { headers: { host: 'app.test', cookie } })
    const names = received.cookies.map((line) => line.split('=', 1)[0])
    expect(names).toContain('__session')
    expect(names.at(-1)).toBe('a')
  })

  test('error: a wrong configuration is passed to the error handlers', async () => {
    const app = express()
    app.use(clerkMiddleware({ ctx, signUpUrl: '/sign-up' }))
    app.use((error, _req, res, _next) => res.status(500).send(`${error}`))
    const { status, text } = await ask(app)
    expect(status).toBe(500)
    expect(text).toBe(
      'ClerkConfigError: options.signUpUrl is unknown: use signUpUrl of createRedirect',
    )
  })

  test('error: an error of a later handler is passed to the error handlers', async () => {
    const app = express()
    app.use(clerkMiddleware({ ctx }))
    app.get('/sync', () => {
      throw new Error('at once')
    })
    app.get('/async', async () => {
      throw new Error('later')
    })
    app.use((error, _req, res, _next) => res.status(500).send(error.message))
    expect(await ask(app, { path: '/sync' })).toMatchObject({ status: 500, text: 'at once' })
    expect(await ask(app, { path: '/async' })).toMatchObject({ status: 500, text: 'later' })
  })
})
