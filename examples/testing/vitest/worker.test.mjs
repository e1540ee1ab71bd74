import { updateUser } from 'clerklet'
import { useEmulator } from 'clerklet-emulator/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import worker from '../worker.mjs'

const seed = { users: [{ id: 'user_ada', username: 'ada', first_name: 'Ada' }] }
const clerk = useEmulator({ beforeEach, afterEach }, { seed })
const send = (headers) =>
  worker.fetch(new Request('https://app.example.com', { headers }), clerk.env)

test('returns the name of the user', async () => {
  const { headers } = await clerk.signIn('user_ada')
  await updateUser(clerk.ctx, 'user_ada', { first_name: 'Augusta' })
  const response = await send(headers)
  expect(await response.json()).toEqual({ name: 'Augusta' })
})

test('each test begins with the seed', async () => {
  const { headers } = await clerk.signIn('user_ada')
  expect(await (await send(headers)).json()).toEqual({ name: 'Ada' })
  expect(clerk.webhooks).toMatchObject([{ type: 'session.created' }])
})

test('refuses a token that has expired', async () => {
  const { headers } = await clerk.signIn('user_ada', { expiresIn: -10 })
  expect((await send(headers)).status).toBe(401)
})

test('retries after a burst of 429', async () => {
  clerk.faults.push({ route: 'GET /v1/users/*', status: 429, retryAfter: 0, count: 2 })
  const { headers } = await clerk.signIn('user_ada')
  expect((await send(headers)).status).toBe(200)
  expect(clerk.requests.map(({ status }) => status)).toEqual([429, 429, 200])
})
