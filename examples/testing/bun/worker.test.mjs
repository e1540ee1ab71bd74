import { afterEach, beforeEach, expect, test } from 'bun:test'
import { useEmulator } from 'clerklet-emulator/testing'
import worker from '../worker.mjs'

const seed = { users: [{ id: 'user_ada', username: 'ada', first_name: 'Ada' }] }
const clerk = useEmulator({ beforeEach, afterEach }, { seed })
const send = (headers) =>
  worker.fetch(new Request('https://app.example.com', { headers }), clerk.env)

test('returns the name of the user', async () => {
  const { headers } = await clerk.signIn('user_ada')
  expect(await (await send(headers)).json()).toEqual({ name: 'Ada' })
})

test('refuses a token that has expired', async () => {
  const { headers } = await clerk.signIn('user_ada', { expiresIn: -10 })
  expect((await send(headers)).status).toBe(401)
})
