// `npm run bench:emulator`: what the emulator costs with more and more users. Seeding, pages by cursor and point reads are to
// stay what they are: in brackets, the ratio to the row before.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packed } from '#fixtures/packed.mjs'

const folder = packed()
const load = (name) =>
  import(pathToFileURL(join(folder, 'node_modules', name, 'dist/index.mjs')).href)
const { getUser, listUsers } = await load('clerklet')
const { createEmulator } = await load('clerklet-emulator')

/** Microseconds of processor time for one call, the median of several. */
async function cost(call, times = 30) {
  const found = []
  for (let i = 0; i < times; i++) {
    const before = process.cpuUsage()
    await call(i)
    const { user, system } = process.cpuUsage(before)
    found.push(user + system)
  }
  return found.sort((a, b) => a - b)[times >> 1]
}

const columns = [
  'users',
  'seeding, µs/user',
  'first page of 500, µs',
  'page in the middle, µs',
  'one user, µs',
]
console.log(columns.join('\t'))
let last
for (const count of [1_000, 10_000, 100_000]) {
  const users = Array.from({ length: count }, (_, i) => ({
    id: `user_${i}`,
    email_address: [`user${i}@example.com`],
  }))
  let clerk
  const seeding =
    (await cost(() => {
      clerk = createEmulator({ seed: { users } })
    }, 3)) / count
  const page = { limit: 500 }
  await cost(() => listUsers(clerk.ctx, page))
  const row = [
    seeding,
    await cost(() => listUsers(clerk.ctx, page)),
    await cost(() => listUsers(clerk.ctx, { ...page, starting_after: `user_${count >> 1}` })),
    (await cost(async (i) => {
      for (let j = 0; j < 100; j++) await getUser(clerk.ctx, `user_${(i * 997 + j * 13) % count}`)
    })) / 100,
  ]
  const text = row.map(
    (value, i) => `${value.toFixed(1)}${last ? ` (${(value / last[i]).toFixed(2)} ×)` : ''}`,
  )
  console.log([count, ...text].join('\t'))
  last = row
}
