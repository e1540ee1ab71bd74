import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { getUser, listUsers, paginate } from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { expect, test } from 'vitest'
import { emulate } from '../fixtures/emulator.ts'

const COUNT = 100_000
/** Bytes of heap for a user with one e-mail address: what the README says. */
const readme = readFileSync(new URL('../../packages/emulator/README.md', import.meta.url), 'utf8')
const [, kilobytes] = /A user takes less than (\d+) kB/.exec(readme) ?? []
const BYTES_PER_USER = Number(kilobytes) * 1000

setFlagsFromString('--expose_gc')
const collectGarbage: () => void = runInNewContext('gc')

function heap(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

test('behavior: 100 000 users take a bounded memory, and each is listed once', {
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
