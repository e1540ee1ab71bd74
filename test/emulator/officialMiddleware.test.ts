import { clerkMiddleware, getAuth } from '@clerk/hono'
import { createEmulator } from 'clerklet-emulator'
import { type Listening, listen } from 'clerklet-emulator/node'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

/** The clock runs: the official middleware knows no other. */
const clerk = createEmulator({
  seed: { users: [{ id: 'user_ada', email_address: ['ada@example.com'] }] },
})
const ORIGIN = 'http://localhost:3000'
let listening: Listening
let app: Hono

beforeAll(async () => {
  vi.stubEnv('CLERK_TELEMETRY_DISABLED', '1')
  listening = await listen(clerk)
  const { secretKey, publishableKey } = clerk.instance
  app = new Hono()
  app.use(clerkMiddleware({ secretKey, publishableKey, apiUrl: listening.url }))
  app.get('/', (c) => c.json({ userId: getAuth(c).userId }))
})
// It warns of tokens without azp, which those of the Backend API are.
beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => {}))
afterAll(() => listening.close())

test('behavior: a token in the header is who it was made for', async () => {
  const { headers } = await clerk.signIn('user_ada')
  const answer = await app.request(`${ORIGIN}/`, { headers })
  expect(await answer.json()).toEqual({ userId: 'user_ada' })
})

test('behavior: the cookies of a browser are, too', async () => {
  const { cookieHeaders } = await clerk.signIn('user_ada')
  const answer = await app.request(`${ORIGIN}/`, { headers: cookieHeaders })
  expect(await answer.json()).toEqual({ userId: 'user_ada' })
})

test('behavior: an expired token leads through the handshake to a fresh one', async () => {
  const { cookies } = await clerk.signIn('user_ada')
  const jar = new Map(Object.entries(cookies))
  const expired = await clerk.mintToken({ userId: 'user_ada', expiresIn: -60 })
  for (const name of jar.keys()) {
    if (name.startsWith('__session')) jar.set(name, expired)
    // Without it the token is refreshed with no redirect.
    if (name.startsWith('__refresh')) jar.delete(name)
  }

  const hosts: string[] = []
  let url = new URL(`${ORIGIN}/`)
  let answer: Response
  for (;;) {
    const headers = {
      cookie: [...jar].map((pair) => pair.join('=')).join('; '),
      'sec-fetch-dest': 'document',
      accept: 'text/html',
    }
    const ofApp = url.origin === ORIGIN
    answer = await (ofApp ? app.request(url, { headers }) : clerk.fetch(url, { headers }))
    hosts.push(url.host)
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) break
    url = new URL(location, url)
    expect(hosts.length).toBeLessThan(6)
  }

  expect(hosts).toEqual([
    'localhost:3000',
    clerk.instance.frontendApi,
    'localhost:3000',
    'localhost:3000',
  ])
  expect(url.href).toBe(`${ORIGIN}/`)
  expect(await answer.json()).toEqual({ userId: 'user_ada' })
})

test('behavior: nobody is nobody, and a token of another instance is, too', async () => {
  const stranger = createEmulator({
    instance: 'another instance',
    seed: { users: [{ id: 'user_ada', username: 'ada' }] },
  })
  const { headers } = await stranger.signIn('user_ada')
  for (const sent of [{}, headers, { authorization: 'Bearer nonsense' }]) {
    const answer = await app.request(`${ORIGIN}/`, { headers: sent })
    expect(await answer.json()).toEqual({ userId: null })
  }
})
