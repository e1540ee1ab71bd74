// Tests the unchanged recipe of docs/node.md.
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { send } from './support.mjs'

const HOST = 'app.example.com'
const clerk = createEmulator({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
let app
let stop
let ask

beforeAll(async () => {
  const { env, close } = await listen(clerk)
  stop = close
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const { authenticate, getAuth, requireAuth } = await import('recipe:node.md#Fastify')

  app = Fastify()
  app.addHook('onRequest', authenticate)
  app.get('/', (request) => ({ userId: getAuth(request).userId }))
  app.get('/me', { preHandler: requireAuth }, (request, reply) => {
    reply.header('set-cookie', 'a=1')
    return { userId: getAuth(request).userId }
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address()
  ask = (path, headers = {}) => send(port, { path, headers: { host: HOST, ...headers } })
})
afterAll(async () => {
  await app.close()
  await stop()
})

test('behavior: a session is accepted, and other requests are refused', async () => {
  const { headers } = await clerk.signIn('user_ada', { azp: `https://${HOST}` })
  expect(await ask('/me', headers)).toMatchObject({ status: 200, text: '{"userId":"user_ada"}' })
  expect(await ask('/', {})).toMatchObject({ status: 200, text: '{"userId":null}' })
  const refused = await ask('/me')
  expect([refused.status, JSON.parse(refused.text).reason]).toEqual([401, 'dev-browser-missing'])
  expect(refused.headers['cache-control']).toBe('no-store')
})

test('behavior: a page of an unknown browser is redirected', async () => {
  const page = { 'sec-fetch-dest': 'document', 'x-forwarded-proto': 'https' }
  const { status, headers, cookies } = await ask('/a?b=c', page)
  expect(status).toBe(307)
  expect(new URL(headers.location).searchParams.get('redirect_url')).toBe(`https://${HOST}/a?b=c`)
  expect(cookies).toEqual([expect.stringMatching(/^__clerk_redirect_count=1/)])
})

test('behavior: the cookies of a refreshed session and of the handler are sent', async () => {
  const { cookies, session } = await clerk.signIn('user_ada')
  const azp = `https://${HOST}`
  const expired = await clerk.mintToken({ sessionId: session.id, azp, expiresIn: -60 })
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${name.startsWith('__session') ? expired : value}`)
    .join('; ')
  const received = await ask('/me', { cookie, 'x-forwarded-proto': 'https' })
  expect([received.status, received.text]).toEqual([200, '{"userId":"user_ada"}'])
  const names = received.cookies.map((line) => line.split('=', 1)[0])
  expect(names).toContain('__session')
  expect(names).toContain('a')
})
