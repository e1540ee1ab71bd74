import { clerkMiddleware, getAuth } from '@clerk/hono'
import { createEmulator } from 'clerklet-emulator'
import { type Listening, listen } from 'clerklet-emulator/node'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

/** An emulator whose clock runs, because the official middleware reads the system clock. */
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
// The middleware warns about tokens without `azp`. Tokens of the Backend API have no `azp`.
beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => {}))
afterAll(() => listening.close())

test('behavior: a token in the header signs its user in', async () => {
  const { headers } = await clerk.signIn('user_ada')
  const answer = await app.request(`${ORIGIN}/`, { headers })
  expect(await answer.json()).toEqual({ userId: 'user_ada' })
})

test('behavior: the cookies of a browser sign their user in', async () => {
  const { cookieHeaders } = await clerk.signIn('user_ada')
  const answer = await app.request(`${ORIGIN}/`, { headers: cookieHeaders })
  expect(await answer.json()).toEqual({ userId: 'user_ada' })
})

test('behavior: the handshake replaces an expired token', async () => {
  const { cookies } = await clerk.signIn('user_ada')
  const jar = new Map(Object.entries(cookies))
  const expired = await clerk.mintToken({ userId: 'user_ada', expiresIn: -60 })
  for (const name of jar.keys()) {
    if (name.startsWith('__session')) jar.set(name, expired)
    // With a refresh cookie, the token would be refreshed without a redirect.
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

test('behavior: no token, a token of another instance and a malformed one are signed out', async () => {
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
