import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { circlesOf, readImports } from '#fixtures/imports.ts'
import { ROOMS, SEEDS, STORES, TOP } from './rooms.ts'

const SOURCE = fileURLToPath(new URL('../../packages/emulator/src/', import.meta.url))

/** What stores are made of. These files import no other. */
const LEAVES = ['core/collection.ts', 'core/settings.ts']

const imports = readImports(SOURCE)
const arrows = [...imports].flatMap(([from, all]) =>
  all
    .filter(({ file }) => file.endsWith('.ts'))
    .map(({ file: to, typeOnly }) => ({ from, to, typeOnly })),
)
/** Those that lead from one room into another, or to a file at the top. */
const foreign = arrows.filter(({ from, to }) => roomOf(from) !== roomOf(to))

test('behavior: each folder is a room, and each room has files', () => {
  const used = new Set([...imports.keys()].map(roomOf).filter(Boolean))

  expect([...used].sort()).toEqual(Object.keys(ROOMS).sort())
})

test('behavior: a file outside of the rooms composes them, or is public', () => {
  expect([...imports.keys()].filter((file) => roomOf(file) === '').sort()).toEqual([...TOP].sort())
})

test.each(Object.entries(ROOMS))('behavior: %s imports only what it may', (room, allowed) => {
  const refused = foreign
    .filter(({ from }) => roomOf(from) === room)
    .filter(({ to, typeOnly }) => !allowed.includes(roomOf(to)) && !(isState(to) && typeOnly))
    .map(drawn)

  expect(refused).toEqual([])
})

test('behavior: core does not know the state as a whole', () => {
  const refused = arrows.filter(({ from, to }) => roomOf(from) === 'core' && isState(to))

  expect(refused.map(drawn)).toEqual([])
})

test('behavior: a room is entered through its index, core excepted', () => {
  const refused = foreign
    .filter(({ to }) => roomOf(to) !== '' && roomOf(to) !== 'core')
    .filter(({ from, to }) => !isStore(from) && !to.endsWith('/index.ts'))
    .filter(({ from, to }) => !(isState(from) && isStore(to)))
    .map(drawn)

  expect(refused).toEqual([])
})

test('behavior: a store imports collections, settings, and the types of other stores alone', () => {
  const refused = arrows
    .filter(({ from }) => isStore(from))
    .filter(({ to, typeOnly }) => !LEAVES.includes(to) && !(typeOnly && isStore(to)))
    .map(drawn)

  expect(refused).toEqual([])
  expect(arrows.filter(({ from }) => LEAVES.includes(from)).map(drawn)).toEqual([])
})

test('behavior: no file leads back to itself, not even by its types', () => {
  expect(circlesOf(imports)).toEqual([])
})

test('behavior: a circle is found, however long it is', () => {
  const to = (file: string) => [{ file, typeOnly: true }]
  const circle = new Map([
    ['a.ts', to('b.ts')],
    ['b.ts', to('c.ts')],
    ['c.ts', to('a.ts')],
  ])

  expect(circlesOf(circle)).toEqual(['a.ts → b.ts → c.ts → a.ts'])
})

test.each(Object.keys(ROOMS))('behavior: %s has the shape of a room', (room) => {
  const has = (file: string) => imports.has(`${room}/${file}`)
  const hasRoutes = [...imports.keys()].some((file) => file.startsWith(`${room}/routes/`))

  expect({ store: has('store.ts') }).toEqual({ store: STORES.includes(room) })
  expect({ seed: has('seed.ts') }).toEqual({ seed: SEEDS.includes(room) })
  expect({ index: has('index.ts') }).toEqual({ index: room !== 'core' })
  expect({ routes: has('routes/index.ts') }).toEqual({ routes: hasRoutes })
})

test('behavior: the picture in CONTRIBUTING.md shows these arrows', () => {
  const page = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8')
  const section = page.slice(page.indexOf('`packages/emulator/src` has'))

  for (const [room, allowed] of Object.entries(ROOMS)) {
    const line = section.match(new RegExp(`^${room} +← *(.*)$`, 'm'))?.[1]
    expect([room, line?.split(/[ ,]+/).filter(Boolean).sort()]).toEqual([room, [...allowed].sort()])
  }
})

/** The folder at the top that a file is in; an empty text for a file at the top. */
function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : ''
}

function isState(file: string): boolean {
  return file === 'state.ts'
}

function isStore(file: string): boolean {
  return file.endsWith('/store.ts')
}

function drawn({ from, to }: { from: string; to: string }): string {
  return `${from} → ${to}`
}
