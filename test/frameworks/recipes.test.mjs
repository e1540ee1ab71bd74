// Tests the unchanged recipes of docs/frameworks.md.
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { read } from './support.mjs'

const ORIGIN = 'https://app.example.com'
const clerk = createEmulator({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
let handle
let authenticated
let getState
let stop

beforeAll(async () => {
  const { env, close } = await listen(clerk)
  stop = close
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  ;({ handle } = await import('recipe:frameworks.md#src/hooks.server.ts'))
  ;({ authenticated, getState } = await import('recipe:frameworks.md#server.ts'))
})
afterAll(() => stop())

/** Responds with the id of the signed-in user, or refuses the request. The application of each recipe uses this function. */
const respond = (state) =>
  state.toAuth()?.isAuthenticated
    ? new Response(state.toAuth().userId, { headers: { 'set-cookie': 'a=1' } })
    : state.toResponse()
const applications = {
  handle: (request) =>
    handle({
      event: { request, locals: {} },
      resolve: ({ locals }) => respond(locals.clerk),
    }),
  fetch: (request) => authenticated(async (passed) => respond(await getState(passed)))(request),
}

test.each(Object.keys(applications))('behavior: %s authenticates users', async (name) => {
  const ask = async (headers) =>
    read(await applications[name](new Request(`${ORIGIN}/a?b=c`, { headers })))

  const unknown = await ask({ 'sec-fetch-dest': 'document' })
  expect(unknown.status).toBe(307)
  expect(new URL(unknown.headers.location).searchParams.get('redirect_url')).toBe(`${ORIGIN}/a?b=c`)

  const refused = await ask({})
  expect([refused.status, JSON.parse(refused.text).reason]).toEqual([401, 'dev-browser-missing'])
  expect(refused.headers['x-clerk-auth-reason']).toBe('dev-browser-missing')

  const { headers } = await clerk.signIn('user_ada', { azp: ORIGIN })
  expect(await ask(headers)).toMatchObject({ status: 200, text: 'user_ada', cookies: ['a=1'] })
  const elsewhere = await clerk.signIn('user_ada', { azp: 'https://evil.example' })
  expect(await ask(elsewhere.headers)).toMatchObject({ status: 401 })

  const { cookies, session } = await clerk.signIn('user_ada')
  const expired = await clerk.mintToken({ sessionId: session.id, azp: ORIGIN, expiresIn: -60 })
  const cookie = Object.entries(cookies)
    .map(([key, value]) => `${key}=${key.startsWith('__session') ? expired : value}`)
    .join('; ')
  const refreshed = await ask({ cookie })
  expect([refreshed.status, refreshed.text]).toEqual([200, 'user_ada'])
  const names = refreshed.cookies.map((line) => line.split('=', 1)[0])
  expect(names).toEqual(expect.arrayContaining(['a', '__session']))
  expect(names).toEqual([...new Set(names)])
  expect(refreshed.headers['cache-control']).toBe('private, no-store')
})
