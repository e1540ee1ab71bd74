import {
  getJwks,
  getUser,
  isClerkApiError,
  listUsers,
  mergeUserMetadata,
  updateUser,
} from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

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

test('default: there are no limits', async () => {
  const { strict, requests } = emulate({ seed })
  await times(150, () => getUser(strict, 'user_ada', once))
  expect(requests.map(({ status }) => status)).toEqual(Array(150).fill(200))
})

test('behavior: 100 requests are allowed in 10 seconds, and then none until Retry-After', async () => {
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

test('behavior: 1,000 requests are allowed in a production instance', async () => {
  const settings = { environment_type: 'production' } as const
  const { strict } = emulate({ seed: { ...seed, settings }, limits: true })
  await times(1000, () => getUser(strict, 'user_ada', once))
  expect(await refusal(getUser(strict, 'user_ada', once))).toBe(10)
})

test('behavior: the JWKS has no limit', async () => {
  const { strict, requests } = emulate({ limits: { instance: 1 } })
  await times(5, () => getJwks(strict, once))
  expect(requests.map(({ status }) => status)).toEqual(Array(5).fill(200))
})

test('behavior: 10 changes of one user are allowed in 10 seconds, including metadata', async () => {
  const { strict } = emulate({ seed, limits: true })
  await times(5, () => updateUser(strict, 'user_ada', { first_name: 'A' }, once))
  await times(5, () => mergeUserMetadata(strict, 'user_ada', { public_metadata: {} }, once))
  expect(await refusal(updateUser(strict, 'user_ada', { first_name: 'B' }, once))).toBe(10)
  expect(await getUser(strict, 'user_ada', once)).toMatchObject({ first_name: 'A' })
  await updateUser(strict, 'user_grace', { first_name: 'G' }, once)
})

test('behavior: a client that retries after Retry-After succeeds', async () => {
  const { strict, clock, requests } = emulate({ seed, limits: { instance: 3 } })
  const start = clock.now()
  await times(7, () => getUser(strict, 'user_ada'))
  expect(clock.now() - start).toBe(20_000)
  expect(requests.filter(({ status }) => status === 429)).toHaveLength(2)
})

test('behavior: invitations have a limit for each hour', async () => {
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

/** Returns a function that sends a request to the Frontend API with a forwarded IP address. */
const from = (emulator: ReturnType<typeof emulate>, address: string) => async (path: string) => {
  const response = await emulator.fetch(
    `https://${emulator.instance.frontendApi}/v1/client/${path}`,
    {
      method: 'POST',
      headers: { 'x-forwarded-for': `${address}, 10.0.0.1`, origin: 'https://app.example' },
    },
  )
  return response.status === 429
    ? [response.headers.get('retry-after'), response.headers.get('access-control-allow-origin')]
    : 'let pass'
}

test('behavior: 5 sign-ins and 5 sign-ups of one IP address are allowed in 10 seconds', async () => {
  const emulator = emulate({ limits: true })
  const [ada, bob] = [from(emulator, '192.0.2.1'), from(emulator, '192.0.2.2')]
  for (let i = 0; i < 5; i++) expect(await ada('sign_ins')).toBe('let pass')
  emulator.clock.advance('3s')
  expect(await ada('sign_ins')).toEqual(['7', 'https://app.example'])
  for (let i = 0; i < 5; i++) expect(await ada('sign_ups')).toBe('let pass')
  expect(await ada('sign_ups')).toEqual(['10', 'https://app.example'])
  expect(await bob('sign_ins')).toBe('let pass')
  emulator.clock.advance('7s')
  expect(await ada('sign_ins')).toBe('let pass')
})

test('behavior: 3 attempts of one IP address are allowed in 10 seconds, for all sign-ins and sign-ups', async () => {
  const emulator = emulate({ limits: true })
  const ada = from(emulator, '192.0.2.1')
  for (const path of [
    'sign_ins/sia_1/attempt_first_factor',
    'sign_ins/sia_2/attempt_second_factor',
    'sign_ups/sua_1/attempt_verification',
  ]) {
    expect(await ada(path)).toBe('let pass')
    expect(await from(emulate(), '192.0.2.1')(path)).toBe('let pass')
  }
  expect(await ada('sign_ins/sia_3/attempt_first_factor')).toEqual(['10', 'https://app.example'])
  expect(await ada('sign_ins/sia_3/prepare_first_factor')).toBe('let pass')
  const none = emulate({ limits: { attempts: 0 } })
  expect(await from(none, '192.0.2.1')('sign_ins/sia_1/attempt_first_factor')).toHaveLength(2)
})
