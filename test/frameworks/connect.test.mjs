import { clerkMiddleware, getAuth, requireAuth } from 'clerklet/node'
import { createEmulator } from 'clerklet-emulator'
import connect from 'connect'
import { expect, onTestFinished, test } from 'vitest'
import { serve } from './support.mjs'

const clerk = createEmulator({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
const { secretKey, publishableKey } = clerk.instance
const options = { ctx: { secretKey, publishableKey, fetch: clerk.fetch } }

async function ask(app, what) {
  const { send, close } = await serve(app)
  onTestFinished(close)
  return send(what)
}

test('behavior: a session is accepted, and other requests are refused', async () => {
  const app = connect()
  app.use(clerkMiddleware(options))
  app.use('/me', requireAuth())
  app.use((req, res) => res.end(`${getAuth(req).userId}`))
  const { headers } = await clerk.signIn('user_ada')
  expect(await ask(app, { path: '/me', headers })).toMatchObject({ status: 200, text: 'user_ada' })
  expect(await ask(app, { path: '/me' })).toMatchObject({ status: 401 })
  expect(await ask(app, { path: '/' })).toMatchObject({ status: 200, text: 'null' })
})

test('behavior: a handshake below a prefix returns to the whole path', async () => {
  const app = connect().use('/deep', clerkMiddleware(options))
  const { status, headers } = await ask(app, {
    path: '/deep/page',
    headers: { host: 'app.test', 'sec-fetch-dest': 'document' },
  })
  expect(status).toBe(307)
  expect(new URL(headers.location).searchParams.get('redirect_url')).toBe(
    'http://app.test/deep/page',
  )
})

test('error: a wrong configuration is passed to the error handlers', async () => {
  const app = connect().use(clerkMiddleware({ ctx: {} }))
  app.use((error, _req, res, _next) => {
    res.statusCode = 500
    res.end(error.name)
  })
  expect(await ask(app)).toMatchObject({ status: 500, text: 'ClerkConfigError' })
})
