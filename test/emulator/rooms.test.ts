import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { circlesOf, readImports } from '#fixtures/imports.ts'
import { type Arrow, arrowsOf, drawnRooms, refusedArrows, roomOf, shown } from '#fixtures/rooms.ts'
import { ROOMS, SEEDS, STORES, TOP } from './rooms.ts'

/** The sum of the stores. */
const STATE = 'state.ts'
const SOURCE = fileURLToPath(new URL('../../packages/emulator/src/', import.meta.url))

/** What stores are made of: files that import no other. */
const LEAVES = ['core/collection.ts', 'core/settings.ts']

const imports = readImports(SOURCE)
const arrows = arrowsOf(imports)

test('behavior: each file is in a room or among those at the top, and each room has files', () => {
  const used = new Set([...imports.keys()].map((file) => roomOf(ROOMS, file)))

  expect([...used].sort()).toEqual([...Object.keys(ROOMS), ...TOP].sort())
})

test.each(Object.keys(ROOMS))('behavior: %s imports only what it may', (room) => {
  const refused = refusedArrows(ROOMS, arrows, room).filter((arrow) => !isTypeOfState(arrow))

  expect(refused.map(shown)).toEqual([])
})

test('behavior: an arrow is refused that the list of its room lacks', () => {
  const to = (...files: string[]) => files.map((file) => ({ file, typeOnly: true }))
  const arrows = arrowsOf(
    new Map([
      ['billing/seats.ts', to('core/errors.ts', 'organizations/index.ts')],
      ['organizations/members.ts', to('billing/index.ts', 'organizations/store.ts', 'hono')],
    ]),
  )

  const refused = Object.keys(ROOMS).flatMap((room) => refusedArrows(ROOMS, arrows, room))

  expect(refused.map(shown)).toEqual(['billing/seats.ts → organizations/index.ts'])
})

test('behavior: core does not know the state as a whole', () => {
  expect(refusedArrows(ROOMS, arrows, 'core').map(shown)).toEqual([])
})

test('behavior: a room is entered through its index, core excepted', () => {
  const refused = arrows
    .filter(({ from, to }) => roomOf(ROOMS, from) !== roomOf(ROOMS, to))
    .filter(({ to }) => !TOP.includes(to) && roomOf(ROOMS, to) !== 'core')
    .filter(({ from, to }) => !isStore(from) && !to.endsWith('/index.ts'))
    .filter(({ from, to }) => !(from === STATE && isStore(to)))

  expect(refused.map(shown)).toEqual([])
})

test('behavior: a store imports collections and the types of other stores alone', () => {
  const refused = arrows
    .filter(({ from }) => isStore(from))
    .filter(({ to, typeOnly }) => to !== 'core/collection.ts' && !(typeOnly && isStore(to)))

  // Settings begin with their defaults.
  expect(refused.map(shown)).toEqual(['core/store.ts → core/settings.ts'])
  expect(arrows.filter(({ from }) => LEAVES.includes(from)).map(shown)).toEqual([])
})

test('behavior: there are no import cycles, types included', () => {
  expect(circlesOf(imports)).toEqual([])
})

test('behavior: an import cycle is found, however long it is', () => {
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

test('behavior: the diagram in CONTRIBUTING.md shows these arrows', () => {
  const page = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8')
  const section = page.slice(page.indexOf('`packages/emulator/src` has'))

  for (const [room, allowed] of Object.entries(ROOMS)) {
    expect([room, drawnRooms(section, room)]).toEqual([room, [...allowed].sort()])
  }
})

function isTypeOfState({ to, typeOnly }: Arrow): boolean {
  return typeOnly && to === STATE
}

function isStore(file: string): boolean {
  return file.endsWith('/store.ts')
}
