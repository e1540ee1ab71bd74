import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { circlesOf, type Imports, listFiles, readImports, readTexts } from '#fixtures/imports.ts'
import {
  type Arrow,
  arrowsOf,
  drawnRooms,
  packagesOf,
  refusedArrows,
  roomOf,
  shown,
  unresolvedArrows,
} from '#fixtures/rooms.ts'
import { PACKAGES, ROOMS, SEEDS, STORES, TOP } from './rooms.ts'

/** The file with the type of the whole state. */
const STATE = 'state.ts'
const SOURCE = fileURLToPath(new URL('../../packages/emulator/src/', import.meta.url))

/** The files of collections, settings and tables, which stores use. These files import only each other. */
const LEAVES = ['core/collection.ts', 'core/settings.ts', 'core/table.ts']

const imports = readImports(readTexts(SOURCE))

test('behavior: each file is in a room or listed as a file at the top, and each room has files', () => {
  const used = new Set([...imports.keys()].map((file) => roomOf(ROOMS, file)))

  expect([...used].sort()).toEqual([...Object.keys(ROOMS), ...TOP].sort())
})

test('behavior: each file is TypeScript, and none is a declaration file', () => {
  const others = listFiles(SOURCE).filter((path) => !path.endsWith('.ts') || path.endsWith('.d.ts'))

  expect(others).toEqual([])
})

test('behavior: each room imports only the rooms that its list allows', () => {
  expect(foreignArrows(imports).map(shown)).toEqual([])
})

test('behavior: each room is imported through its index, except core', () => {
  expect(arrowsPastIndex(imports).map(shown)).toEqual([])
})

test('behavior: a store imports only collections, tables and types of other stores', () => {
  // The store of `core` imports the default settings.
  expect(arrowsOfStores(imports).map(shown)).toEqual(['core/store.ts → core/settings.ts'])
  expect(
    arrowsOf(imports).filter(({ from, to }) => LEAVES.includes(from) && !LEAVES.includes(to)),
  ).toEqual([])
})

test('behavior: an import by a path names a source file', () => {
  expect(unresolvedArrows(imports).map(shown)).toEqual([])
})

test.each([...Object.keys(ROOMS), ...TOP])(
  'behavior: %s imports exactly the packages that are listed',
  (room) => {
    expect(packagesOf(ROOMS, imports, room)).toEqual(PACKAGES[room] ?? [])
  },
)

test.each([
  [`import { page } from '../pages/index.ts'`, 'pages/index.ts'],
  [`import type { Page } from '../pages/index.ts'`, 'pages/index.ts'],
  [`export * from '../pages/index.ts'`, 'pages/index.ts'],
  [`let page: import('../pages/index.ts').Page`, 'pages/index.ts'],
  [`await import('../pages/index.ts')`, 'pages/index.ts'],
  ['await import(`../pages/index.ts`)', 'pages/index.ts'],
  [`import page = require('../pages/index.ts')`, 'pages/index.ts'],
  [`/// <reference path="../pages/index.ts" />`, 'pages/index.ts'],
  [`import '../pages'`, 'pages'],
  [`import '../pages/index.js'`, 'pages/index.js'],
  [`import { plantSeed } from '../seed.ts'`, 'seed.ts'],
  [`import { createState } from '../state.ts'`, 'state.ts'],
  [`import {} from '../state.ts'`, 'state.ts'],
  [`import type { Data, State } from '../state.ts'`, 'state.ts'],
  [`import type { Data as State } from '../state.ts'`, 'state.ts'],
  [`import type State from '../state.ts'`, 'state.ts'],
  [`import type * as State from '../state.ts'`, 'state.ts'],
  [`export type * from '../state.ts'`, 'state.ts'],
  [`let data: import('../state.ts').Data`, 'state.ts'],
])('behavior: an import is refused in flows: %s', (text, to) => {
  expect(foreignArrows(adding('flows/new.ts', text)).map(shown)).toEqual([`flows/new.ts → ${to}`])
})

test('behavior: an import of the type State is refused in core', () => {
  const added = adding('core/new.ts', `import type { State } from '../state.ts'`)

  expect(foreignArrows(added).map(shown)).toEqual(['core/new.ts → state.ts'])
})

test.each([
  ['flows/new.ts', `import '../identity/users.ts'`, 'identity/users.ts'],
  ['flows/new.ts', `import '../identity/store.ts'`, 'identity/store.ts'],
  ['flows/new.ts', `import '../identity/routes/index.ts'`, 'identity/routes/index.ts'],
  ['flows/routes/store.ts', `import '../../identity/users.ts'`, 'identity/users.ts'],
  ['app.ts', `import './identity/store.ts'`, 'identity/store.ts'],
])('behavior: an import in %s that bypasses an index is refused: %s', (from, text, to) => {
  expect(arrowsPastIndex(adding(from, text)).map(shown)).toEqual([`${from} → ${to}`])
})

test.each([
  [`import { createIds } from '../core/ids.ts'`, 'core/ids.ts'],
  [`import { createIdentityData } from '../identity/store.ts'`, 'identity/store.ts'],
  [`import { getUser } from 'clerklet'`, 'clerklet'],
  [`import type { Hono } from 'hono'`, 'hono'],
])('behavior: an import is refused in a store: %s', (text, to) => {
  const added = adding('flows/store.ts', text)

  expect(arrowsOfStores(added).map(shown)).toContain(`flows/store.ts → ${to}`)
})

test.each([
  [`import '../identity/index'`, 'identity/index'],
  [`import '../identity/index.js'`, 'identity/index.js'],
  [`import '../identity'`, 'identity'],
  [`import '../identity/'`, 'identity/'],
  [`import '../../package.json'`, '../package.json'],
  [`await import('../' + room + '/index.ts')`, `import('../' + room + '/index.ts')`],
  ['await import(room)', 'import(room)'],
])('behavior: a path that names no source file is refused: %s', (text, to) => {
  const added = adding('flows/new.ts', text)

  expect(unresolvedArrows(added).map(shown)).toEqual([`flows/new.ts → ${to}`])
})

test.each([
  [`import { users } from '../identity/index.ts'`],
  [`import type { User } from '../identity/index.ts'`],
  [`import type { State } from '../state.ts'`],
  [`import { type State } from '../state.ts'`],
  [`let state: import('../state.ts').State`],
  [`import { notFound } from '../core/errors.ts'`],
  [`import { signUps } from './signUps.ts'`],
  [`import { Hono } from 'hono'`],
])('behavior: an import is allowed in a room: %s', (text) => {
  const added = adding('flows/new.ts', text)

  const refused = [foreignArrows, arrowsPastIndex, unresolvedArrows].flatMap((rule) => rule(added))
  expect(refused.map(shown)).toEqual([])
})

test.each([
  [`import { readFile } from 'node:fs/promises'`, 'node:fs/promises'],
  [`import fs from 'fs'`, 'fs'],
  [`import { createEmulator } from 'clerklet-emulator'`, 'clerklet-emulator'],
  [`import { argon2id } from '@noble/hashes/argon2.js'`, '@noble/hashes'],
  ['await import(`jose`)', 'jose'],
  [`import { State } from '#emulator/state.ts'`, '#emulator'],
  [`let server: import('@hono/node-server').ServerType`, '@hono/node-server'],
])('behavior: a package that is not in the list of its room is found: %s', (text, name) => {
  const added = adding('flows/new.ts', text)

  const unlisted = packagesOf(ROOMS, added, 'flows').filter((one) => !PACKAGES.flows?.includes(one))
  expect(unlisted).toEqual([name])
})

test('behavior: there are no import cycles, types included', () => {
  expect(circlesOf(imports)).toEqual([])
})

test('behavior: an import cycle of three files is found', () => {
  const circle = new Map([
    ['a.ts', `import './b.ts'`],
    ['b.ts', `import './c.ts'`],
    ['c.ts', `import type { A } from './a.ts'`],
  ])

  expect(circlesOf(readImports(circle))).toEqual(['a.ts → b.ts → c.ts → a.ts'])
})

test.each(Object.keys(ROOMS))('behavior: %s has the files that the lists require', (room) => {
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

/** The imports of the emulator with one file added or replaced. */
function adding(file: string, text: string): Imports {
  return new Map([...imports, ...readImports(new Map([[file, text]]))])
}

/** Returns the imports that the lists of the rooms do not allow. Every room but `core` may import the type `State`. */
function foreignArrows(imports: Imports): Arrow[] {
  const arrows = arrowsOf(imports)
  return Object.keys(ROOMS).flatMap((room) =>
    refusedArrows(ROOMS, arrows, room).filter((arrow) => room === 'core' || !isTypeState(arrow)),
  )
}

function isTypeState({ to, typeOnly, names }: Arrow): boolean {
  return to === STATE && typeOnly && names.every((name) => name === 'State')
}

/**
 * Returns the imports from another room that bypass its `index.ts`. Stores may bypass it, and `state.ts` may import stores.
 * Imports of `core` and of files at the top are ignored.
 */
function arrowsPastIndex(imports: Imports): Arrow[] {
  return arrowsOf(imports)
    .filter(({ from, to }) => roomOf(ROOMS, from) !== roomOf(ROOMS, to))
    .filter(({ to }) => !TOP.includes(to) && roomOf(ROOMS, to) !== 'core')
    .filter(({ from, to }) => !isStore(from) && to !== `${roomOf(ROOMS, to)}/index.ts`)
    .filter(({ from, to }) => !(from === STATE && isStore(to)))
}

/** Returns what stores import, except collections, tables, and types of other stores or of the client. */
function arrowsOfStores(imports: Imports): Arrow[] {
  return [...imports]
    .filter(([from]) => isStore(from))
    .flatMap(([from, all]) => all.map(({ file: to, ...rest }) => ({ from, to, ...rest })))
    .filter(({ to }) => to !== 'core/collection.ts' && to !== 'core/table.ts')
    .filter(({ to, typeOnly }) => !(typeOnly && (isStore(to) || to === 'clerklet')))
}

function isStore(file: string): boolean {
  return file === `${roomOf(ROOMS, file)}/store.ts`
}
