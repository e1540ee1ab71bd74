import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { countUsers, getUser, listUsers, paginate } from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { expect, test } from 'vitest'
import { Collection, type Stored } from '#emulator/core/collection.ts'
import { emulate } from '#fixtures/emulator.ts'

const COUNT = 100_000
const readme = readFileSync(new URL('../../packages/emulator/README.md', import.meta.url), 'utf8')
const [, kilobytes] = /A user takes less than (\d+) kB/.exec(readme) ?? []
/** The limit that the README of the emulator states for the memory of a user. */
const BYTES_PER_USER = Number(kilobytes) * 1000

setFlagsFromString('--expose_gc')
const collectGarbage: () => void = runInNewContext('gc')

function heap(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

/** Counts the stored items that a call iterates over. A call that reads an item by its id iterates over none. */
async function visited(call: () => Promise<unknown>): Promise<number> {
  let visits = 0
  const { prototype } = Collection
  const walks = ['newest', 'oldest'] as const
  const lists = ['among', 'where'] as const
  const own = Object.getOwnPropertyDescriptors(prototype)
  const count = (amount: number) => {
    visits += amount
  }
  for (const name of walks) {
    const walk = prototype[name]
    Object.defineProperty(prototype, name, {
      configurable: true,
      value(
        this: Collection<Stored>,
        after?: string,
        passes: (item: Stored) => boolean = () => true,
      ) {
        return walk.call(this, after, (item) => {
          count(1)
          return passes(item)
        })
      },
    })
  }
  for (const name of lists) {
    const list = prototype[name] as (...args: unknown[]) => Stored[]
    Object.defineProperty(prototype, name, {
      configurable: true,
      value(this: Collection<Stored>, ...args: unknown[]) {
        const found = list.apply(this, args)
        count(found.length)
        return found
      },
    })
  }
  try {
    await call()
  } finally {
    Object.defineProperties(prototype, own)
  }
  return visits
}

test('behavior: the cost of a page depends on its length alone, and a read does not iterate over users', {
  timeout: 60_000,
}, async () => {
  for (const count of [1_000, 20_000]) {
    const users: Seed['users'] = Array.from({ length: count }, (_, i) => ({
      id: `user_${i}`,
      email_address: [`user${i}@example.com`],
    }))
    const { strict } = emulate({ seed: { users } })
    const page = (params: object) => visited(() => listUsers(strict, { limit: 100, ...params }))
    expect(await page({})).toBe(100)
    expect(await page({ starting_after: `user_${count >> 1}` })).toBe(100)
    expect(await page({ order_by: '+created_at', starting_after: 'user_7' })).toBe(100)
    expect(await page({ email_address: ['user5@example.com', 'user6@example.com'] })).toBe(2)
    expect(await page({ user_id: ['user_1', 'user_2', 'user_3'] })).toBe(3)
    expect(await visited(() => getUser(strict, 'user_9'))).toBe(0)
    expect(await visited(() => countUsers(strict))).toBe(0)
    // A text search has no index, so it visits every user.
    expect(await page({ query: 'nobody' })).toBe(count)
  }
})

test('behavior: 100 000 users stay within the documented memory, and each is listed once', {
  timeout: 300_000,
}, async () => {
  const users: Seed['users'] = Array.from({ length: COUNT }, (_, i) => ({
    id: `user_${i}`,
    email_address: [`user${i}@example.com`],
  }))
  const before = heap()
  const emulator = emulate({ seed: { users } })
  const perUser = (heap() - before) / COUNT
  console.log(`${Math.round(perUser)} bytes of heap per user`)
  expect(perUser).toBeLessThan(BYTES_PER_USER)

  const { strict } = emulator
  const ids = new Set<string>()
  for await (const { id } of paginate(listUsers, { ...strict, onDrift: () => {} })) ids.add(id)
  expect(ids.size).toBe(COUNT)
  expect(await getUser(strict, `user_${COUNT >> 1}`)).toMatchObject({ object: 'user' })
})
