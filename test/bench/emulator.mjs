// `npm run bench:emulator`: the cost of the emulator with an increasing number of users. Seeding, pages by cursor and reads of
// one user must not become slower. The brackets contain the ratio to the row above. The second table has the cost of
// `--persist`. It shows the time from a request that creates a user to its response, and the time until the command listens.

import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packed } from '#fixtures/packed.mjs'

const folder = packed()
const load = (name, file = 'index') =>
  import(pathToFileURL(join(folder, 'node_modules', name, `dist/${file}.mjs`)).href)
const { createUser, getUser, listUsers } = await load('clerklet')
const { createEmulator } = await load('clerklet-emulator')
const { persist } = await load('clerklet-emulator', 'node')

/** Returns the median processor time of a call, in microseconds. */
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

const seedOf = (count) => ({
  users: Array.from({ length: count }, (_, i) => ({
    id: `user_${i}`,
    email_address: [`user${i}@example.com`],
  })),
})

/** Prints a row, with the ratio of each value to the value in the row before. */
function print(count, row, before) {
  const text = row.map(
    (value, i) => `${value.toFixed(1)}${before ? ` (${(value / before[i]).toFixed(2)} ×)` : ''}`,
  )
  console.log([count, ...text].join('\t'))
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
  const seed = seedOf(count)
  let clerk
  const seeding =
    (await cost(() => {
      clerk = createEmulator({ seed })
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
  print(count, row, last)
  last = row
}

/** Returns the median real time of a call in milliseconds. Processor time would not include waiting for the disk. */
async function wait(call, times) {
  const found = []
  for (let i = 0; i < times; i++) {
    const before = performance.now()
    await call(i)
    found.push(performance.now() - before)
  }
  return found.sort((a, b) => a - b)[times >> 1]
}

/** Starts the emulator's command with a state folder, waits until it listens, and kills it. */
async function start(state) {
  const cli = join(folder, 'node_modules/clerklet-emulator/dist/cli.mjs')
  const child = spawn(process.execPath, [cli, '--port', '0', '--persist', state])
  await new Promise((resolve) => child.stdout.once('data', resolve))
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
}

/** Counts the bytes of the log to which LevelDB appends each write. */
function written(state) {
  const data = join(state, 'data')
  const logs = readdirSync(data).filter((name) => name.endsWith('.log'))
  return logs.reduce((sum, name) => sum + statSync(join(data, name)).size, 0)
}

console.log(['\nusers', 'change, ms', 'bytes it writes', 'start, ms'].join('\t'))
last = undefined
const CHANGES = 101
for (const count of [0, 10_000, 100_000]) {
  const scratch = mkdtempSync(join(tmpdir(), 'clerklet-bench-'))
  const state = join(scratch, 'state')
  const clerk = createEmulator({ seed: seedOf(count) })
  const kept = await persist(clerk, state)
  const ctx = { ...clerk.ctx, fetch: (url, init) => kept.fetch(new Request(url, init)) }
  const create = (i) => createUser(ctx, { email_address: [`new${i}@example.com`] })
  for (let i = 0; i < CHANGES; i++) await create(`Warm${i}`)
  const before = written(state)
  const change = await wait(create, CHANGES)
  const bytes = (written(state) - before) / CHANGES
  await kept.close()
  const row = [change, bytes, await wait(() => start(state), 3)]
  print(count, row, last)
  last = row
  rmSync(scratch, { recursive: true })
}
