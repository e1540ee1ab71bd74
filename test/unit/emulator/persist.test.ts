import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from 'clerklet-emulator'
import { persist } from 'clerklet-emulator/node'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

let folder = ''
let state = ''
let victim = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clerklet-persist-'))
  state = join(folder, 'clerk.json')
  victim = join(folder, 'victim')
  writeFileSync(victim, 'precious')
})
afterEach(() => rmSync(folder, { recursive: true }))

const UUID = '11111111-2222-4333-8444-555555555555'
const permissions = (path: string) => statSync(path).mode & 0o777

test('default: writes a file that only its owner can read, and leaves nothing beside it', async () => {
  const { save } = await persist(createEmulator(), state)
  await save()
  expect(permissions(state)).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['clerk.json', 'victim'])
})

test('behavior: does not write through a link that waits at a name that can be guessed', async () => {
  symlinkSync(victim, `${state}.${process.pid}.tmp`)
  await persist(createEmulator(), state)
  expect(readFileSync(victim, 'utf8')).toBe('precious')
  expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ version: 1 })
})

test('behavior: does not take over the permissions of a file that waits there', async () => {
  const waiting = `${state}.${process.pid}.tmp`
  writeFileSync(waiting, '')
  chmodSync(waiting, 0o666)
  await persist(createEmulator(), state)
  expect(permissions(state)).toBe(0o600)
})

test('error: a link at the very name that is drawn; it is not followed, and left as it is', async () => {
  const { save } = await persist(createEmulator(), state)
  const before = readFileSync(state, 'utf8')
  const planted = `${state}.${UUID}.tmp`
  symlinkSync(victim, planted)
  vi.spyOn(crypto, 'randomUUID').mockReturnValueOnce(UUID)
  await expect(save()).rejects.toMatchObject({ code: 'EEXIST' })
  expect(readFileSync(victim, 'utf8')).toBe('precious')
  expect(readFileSync(state, 'utf8')).toBe(before)
  expect(existsSync(planted)).toBe(true)
  await save()
})

test('behavior: what a crash left behind does not get in the way, and is removed at a later start', async () => {
  const left = join(folder, `clerk.json.${UUID}.tmp`)
  const others = join(folder, `other.json.${UUID}.tmp`)
  for (const path of [left, others]) writeFileSync(path, '{"version": 1, "idS')
  await persist(createEmulator(), state)
  // Another process may be writing it at this moment.
  expect(existsSync(left)).toBe(true)
  const anHourAgo = Date.now() / 1000 - 3600
  for (const path of [left, others]) utimesSync(path, anHourAgo, anHourAgo)
  await persist(createEmulator(), state)
  expect(existsSync(left)).toBe(false)
  expect(existsSync(others)).toBe(true)
})

test('error: a file that cannot be replaced leaves nothing beside it', async () => {
  const { save } = await persist(createEmulator(), state)
  rmSync(state)
  mkdirSync(state)
  await expect(save()).rejects.toMatchObject({ code: 'EISDIR' })
  expect(readdirSync(folder)).toEqual(['clerk.json', 'victim'])
})

const time = { now: 0, advanced: 0 }

test.each([
  'null',
  'false',
  '0',
  '""',
  '[]',
  '5',
  '{}',
  '',
  JSON.stringify({ version: 1, idSeed: 'x', clock: time, data: [] }),
  JSON.stringify({ version: 1, idSeed: 'x', clock: time, data: 'x' }),
  JSON.stringify({ version: 1, idSeed: 'x', clock: time, data: { users: 7 } }),
])('error: a file that holds something else, %s, is named and left as it is', async (text) => {
  writeFileSync(state, text)
  const persisting = persist(createEmulator(), state)
  await expect(persisting).rejects.toThrow(TypeError)
  await expect(persisting).rejects.toThrow(state)
  expect(readFileSync(state, 'utf8')).toBe(text)
  expect(readdirSync(folder)).toEqual(['clerk.json', 'victim'])
})
