import {
  getJwks,
  getUser,
  isClerkApiError,
  listUsers,
  mergeUserMetadata,
  updateUser,
} from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '../../fixtures/emulator.ts'

const seed = {
  users: [
    { id: 'user_ada', username: 'ada' },
    { id: 'user_grace', username: 'grace' },
  ],
}
const once = { retry: 0 } as const

async function times(count: number, call: () => Promise<unknown>) {
  for (let i = 0; i < count; i++) await call()
}

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error) => isClerkApiError(error, 'too_many_requests') && error.retryAfter,
  )

test('default: there are none', async () => {
  const { strict } = emulate({ seed })
  await times(150, () => getUser(strict, 'user_ada', once))
})

test('behavior: 100 requests in 10 seconds, and then none until the time has come', async () => {
  const { strict, clock } = emulate({ seed, limits: true })
  await times(40, () => listUsers(strict, {}, once))
  clock.advance('4s')
  await times(60, () => getUser(strict, 'user_ada', once))
  expect(await refusal(getUser(strict, 'user_ada', once))).toBe(6)
  clock.advance('5s')
  expect(await refusal(getUser(strict, 'user_ada', once))).toBe(1)
  clock.advance('1s')
  await times(100, () => getUser(strict, 'user_ada', once))
  expect(await refusal(getUser(strict, 'user_ada', once))).toBe(10)
})

test('behavior: the keys may be fetched as often as anybody likes', async () => {
  const { strict } = emulate({ limits: { instance: 1 } })
  await times(5, () => getJwks(strict, once))
})

test('behavior: 10 changes of one user in 10 seconds, metadata included', async () => {
  const { strict } = emulate({ seed, limits: true })
  await times(5, () => updateUser(strict, 'user_ada', { first_name: 'A' }, once))
  await times(5, () => mergeUserMetadata(strict, 'user_ada', { public_metadata: {} }, once))
  expect(await refusal(updateUser(strict, 'user_ada', { first_name: 'B' }, once))).toBe(10)
  expect(await getUser(strict, 'user_ada', once)).toMatchObject({ first_name: 'A' })
  await updateUser(strict, 'user_grace', { first_name: 'G' }, once)
})

test('behavior: a client that waits as it is told gets through', async () => {
  const { strict, clock, requests } = emulate({ seed, limits: { instance: 3 } })
  const start = clock.now()
  await times(7, () => getUser(strict, 'user_ada'))
  expect(clock.now() - start).toBe(20_000)
  expect(requests.filter(({ status }) => status === 429)).toHaveLength(2)
})

test('behavior: invitations are counted by the hour', async () => {
  const { fetch, ctx, clock } = emulate({ limits: { invitations: 2 } })
  const invite = async () => {
    const answer = await fetch('https://api.clerk.com/v1/invitations', {
      method: 'POST',
      headers: { authorization: `Bearer ${ctx.secretKey}` },
      body: JSON.stringify({ email_address: 'x@example.com', ignore_existing: true }),
    })
    return [answer.status === 429, answer.headers.get('retry-after')]
  }
  await invite()
  await invite()
  expect(await invite()).toEqual([true, '3600'])
  clock.advance('1h')
  expect(await invite()).toEqual([false, null])
})
