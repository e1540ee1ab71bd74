import { expect, test } from 'vitest'
import { type Shared, share } from '#clerklet/core/shared.ts'

const patience = 40
const never = () => new Promise<never>(() => {})
const after = <T>(milliseconds: number, value: T) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value), milliseconds))

test('default', async () => {
  const shared: Shared<string> = {}
  let starts = 0
  const work = () => after(10, `work ${++starts}`)

  const together = await Promise.all([1, 2, 3].map(() => share(shared, work)))

  expect(together).toEqual(['work 1', 'work 1', 'work 1'])
  expect(shared.current).toBeUndefined()
  expect(await share(shared, work)).toBe('work 2')
})

test('behavior: work that never settles is replaced by one call, which the others join', async () => {
  const shared: Shared<string> = { current: never() }
  const waits: number[] = []
  const work = (waited: number) => {
    waits.push(waited)
    return after(20, 'own')
  }

  const found = await Promise.all([1, 2, 3].map(() => share(shared, work, { patience })))

  expect(found).toEqual(['own', 'own', 'own'])
  expect(waits).toEqual([patience])
})

test("behavior: slow work is used when it ends before the call's own work", async () => {
  const shared: Shared<string> = { current: after(70, 'slow') }
  expect(await share(shared, never, { patience })).toBe('slow')
})

test('behavior: a failure of slow work is ignored', async () => {
  const shared: Shared<string> = {}
  const slow = share(shared, async () => {
    await after(patience + 10, '')
    throw new Error('slow')
  })
  const own = share(shared, () => after(30, 'own'), { patience })
  await expect(slow).rejects.toThrow('slow')
  expect(await own).toBe('own')
})

test('error: a failure reaches all waiting calls, but no later call', async () => {
  const shared: Shared<string> = {}
  const failing = () => after(5, '').then(() => Promise.reject(new Error('refused')))
  const results = await Promise.allSettled([share(shared, failing), share(shared, failing)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await share(shared, async () => 'later')).toBe('later')
})

test("error: the call's own failure is used when the joined work never settles", async () => {
  const shared: Shared<string> = { current: never() }
  await expect(share(shared, () => Promise.reject(new Error('own')), { patience })).rejects.toThrow(
    'own',
  )
})
