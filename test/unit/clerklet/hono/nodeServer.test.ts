import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { expect, onTestFinished, test } from 'vitest'
import { clerkMiddleware, getAuth, requireAuth } from '#clerklet/hono/index.ts'
import { claims, instance, PROD, prod, SECONDS } from '../verify/cases/support.ts'

// Importing @hono/node-server replaces the global `Response`. The new class creates the real response when the body is read.
// Headers that are added afterwards to an older `headers` object are lost. The middleware must therefore read `headers` again.

/** Sends a request to an application on Node, whose middleware has to refresh the session of the request. */
async function ask(add: (app: Hono) => unknown) {
  const ctx = prod()
  const cookie = `__session=${await instance.sign()}; Path=/`
  ctx.setup.answer = () => Response.json({ cookies: [cookie] })
  const expired = await instance.sign(claims({ exp: SECONDS - 60 }))
  const app = new Hono()
  app.use(clerkMiddleware({ ctx }))
  add(app)

  const server = createServer(getRequestListener(app.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    headers: { cookie: `__session=${expired}; __client_uat=5; __refresh_${PROD.suffix}=r` },
  })
  const others = response.headers.getSetCookie().filter((line) => line !== cookie)
  expect(response.headers.getSetCookie()).toContain(cookie)
  return { status: response.status, text: await response.text(), cookies: others }
}

test('behavior: cookies reach responses of c.json, on Node', async () => {
  expect(await ask((app) => app.get('/', (c) => c.json(getAuth(c).userId)))).toEqual({
    status: 200,
    text: '"user_1"',
    cookies: [],
  })
})

test('behavior: cookies reach responses with cookies of their own, on Node', async () => {
  const answered = await ask((app) =>
    app.get('/', (c) => {
      setCookie(c, 'a', '1')
      return c.text('x', 201)
    }),
  )
  expect(answered).toEqual({ status: 201, text: 'x', cookies: ['a=1; Path=/'] })
})

test('behavior: cookies reach bare and immutable responses, on Node', async () => {
  const bare = () => new Response('x', { status: 203, headers: { 'set-cookie': 'a=1' } })
  expect(await ask((app) => app.get('/', bare))).toEqual({
    status: 203,
    text: 'x',
    cookies: ['a=1'],
  })
  const immutable = await ask((app) => app.get('/', () => fetch('data:text/plain,x')))
  expect(immutable).toEqual({ status: 200, text: 'x', cookies: [] })
})

test('behavior: a refusal arrives with all headers, on Node', async () => {
  const { status, text } = await ask((app) => app.get('/', requireAuth({ role: 'org:admin' })))
  expect([status, JSON.parse(text).reason]).toEqual([403, 'forbidden'])
})
