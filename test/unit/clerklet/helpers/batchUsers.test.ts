import { batchUsers, ClerkConfigError, type Context, type Fetch } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const users = (count: number) => ({
  seed: {
    users: Array.from({ length: count }, (_, i) => ({ id: `user_${i}`, username: `u${i}` })),
  },
})

test('default', async () => {
  const { strict, requests } = emulate(users(3))
  const userOf = batchUsers(strict)

  const [first, second, unknown] = await Promise.all(['user_0', 'user_2', 'user_9'].map(userOf))

  expect(first).toMatchObject({ id: 'user_0' })
  expect(second).toMatchObject({ id: 'user_2' })
  expect(unknown).toBeUndefined()
  expect(requests).toMatchObject([
    { path: '/v1/users', search: '?user_id=user_0&user_id=user_2&user_id=user_9&limit=100' },
  ])
})

test('behavior: equal ids are requested once in a batch, and again in a later one', async () => {
  const { strict, requests } = emulate(users(1))
  const userOf = batchUsers(strict)
  const [one, other] = await Promise.all([userOf('user_0'), userOf('user_0')])
  expect(one).toBe(other)
  await userOf('user_0')
  expect(requests.map(({ search }) => search)).toEqual(Array(2).fill('?user_id=user_0&limit=100'))
})

test('behavior: at most 100 ids in a request', async () => {
  const { strict, requests } = emulate(users(250))
  const userOf = batchUsers(strict)
  const found = await Promise.all(Array.from({ length: 250 }, (_, i) => userOf(`user_${i}`)))
  expect(found.map((user) => user?.id)).toEqual(Array.from({ length: 250 }, (_, i) => `user_${i}`))
  expect(requests.map(({ search }) => search.split('user_id=').length - 1)).toEqual([100, 100, 50])
})

test('args: wait', async () => {
  const { strict, requests } = emulate(users(2))
  const userOf = batchUsers(strict, { wait: 20 })
  const first = userOf('user_0')
  await new Promise((resolve) => setTimeout(resolve, 1))
  await Promise.all([first, userOf('user_1')])
  expect(requests).toHaveLength(1)
})

test('error: an error response reaches every call of the batch, but no later call', async () => {
  const { strict, faults } = emulate(users(2))
  const userOf = batchUsers(strict)
  faults.push({ status: 403 })
  const results = await Promise.allSettled([userOf('user_0'), userOf('user_1')])
  expect(results).toMatchObject(Array(2).fill({ status: 'rejected', reason: { status: 403 } }))
  expect(await userOf('user_1')).toMatchObject({ id: 'user_1' })
})

test.each(['', '-user_1', '+user_1', ' ', undefined])('error: the id %j is refused', async (id) => {
  const { strict, requests } = emulate()
  await expect(batchUsers(strict)(id as string)).rejects.toMatchObject({ name: 'ClerkConfigError' })
  expect(requests).toEqual([])
})

describe('behavior: a batch that was cancelled with the request that began it', () => {
  /** Makes a context whose first request gets no response. */
  function abandoned(count: number) {
    const { strict, requests } = emulate(users(count))
    const { fetch } = strict
    let isFirst = true
    const ctx: Context = {
      ...strict,
      timeout: 0,
      fetch: (url, init) => {
        if (!isFirst) return (fetch as Fetch)(url, init)
        isFirst = false
        return new Promise(() => {})
      },
    }
    return { ctx, requests }
  }

  test('delays calls that joined it by a second, and costs one request', async () => {
    const { ctx, requests } = abandoned(3)
    const userOf = batchUsers(ctx)
    userOf('user_0')
    const started = performance.now()

    const found = await Promise.all(['user_0', 'user_1', 'user_2'].map(userOf))

    expect(found.map((user) => user?.id)).toEqual(['user_0', 'user_1', 'user_2'])
    expect(performance.now() - started).toBeGreaterThan(900)
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(requests).toHaveLength(1)
  })

  test('does not affect calls after it was sent', async () => {
    const { ctx } = abandoned(1)
    const userOf = batchUsers(ctx)
    userOf('user_0')
    await new Promise((resolve) => setTimeout(resolve, 5))
    const started = performance.now()

    expect(await userOf('user_0')).toMatchObject({ id: 'user_0' })
    expect(performance.now() - started).toBeLessThan(500)
  })
})

test.each([-1, Number.NaN, Infinity, '5'])('error: a wait of %s is refused', (wait) => {
  expect(() => batchUsers({}, { wait: wait as number })).toThrow(ClerkConfigError)
})
