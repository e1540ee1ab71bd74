import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readTexts } from '#fixtures/imports.ts'
import { roomOf } from '#fixtures/rooms.ts'
import { CHANGES, READS, ROOMS } from './rooms.ts'
import { type Change, type Place, readOwnership } from './support/ownership.ts'

const SOURCE = fileURLToPath(new URL('../../packages/emulator/src/', import.meta.url))

/**
 * Collections and tables change themselves, a snapshot is restored without knowledge of what it holds, and records only follow
 * what is stored.
 */
const EXEMPT = ['core/collection.ts', 'core/table.ts', 'snapshot.ts', 'records.ts']

/** Stored when the instance is made, and never changed. */
const CONSTANT = ['began']

const { stored, ...all } = readOwnership(SOURCE, readTexts(SOURCE))
const writes = all.writes.filter(({ file }) => !EXEMPT.includes(file))
const changes = all.changes.filter(({ file }) => !EXEMPT.includes(file))
const untraced = all.untraced.filter(({ file }) => !EXEMPT.includes(file))

test('behavior: what a module stores is written by that module alone', () => {
  expect(writes.filter((write) => isForeign(write) && !isListed(write)).map(told)).toEqual([])
})

test('behavior: fields of what a module stores are changed by that module alone', () => {
  expect(changes.length).toBeGreaterThan(100)
  expect(changes.filter((change) => isForeign(change) && !isListed(change)).map(told)).toEqual([])
})

test.each(Object.keys(CHANGES))('behavior: %s writes each setting as it is listed', (room) => {
  const foreign = writes.filter(({ file }) => roomOf(ROOMS, file) === room).filter(isForeign)

  expect([...new Set(foreign.map(named))].sort()).toEqual(CHANGES[room])
})

test('behavior: routes change nothing themselves', () => {
  expect([...writes, ...changes].filter(isInRoute).map(told)).toEqual([])
})

test.each(Object.keys(ROOMS))(
  'behavior: %s reads only what it may import, and what is listed',
  (room) => {
    const near = [room, ...(ROOMS[room] ?? [])]
    const far = all.uses
      .filter(({ file }) => roomOf(ROOMS, file) === room)
      .map((use) => use.stored)
      .filter((name) => !near.includes(roomOf(ROOMS, stored.get(name) ?? '')))

    expect([...new Set(far)].sort()).toEqual([...(READS[room] ?? [])].sort())
  },
)

test('behavior: everything that is stored is written somewhere', () => {
  const written = new Set(writes.map((write) => write.stored))

  expect([...stored.keys()].filter((name) => !written.has(name))).toEqual(CONSTANT)
})

test('behavior: each write of a collection says which one it is', () => {
  expect(untraced.map(told)).toEqual([])
})

function isForeign(place: Place): boolean {
  return roomOf(ROOMS, place.file) !== roomOf(ROOMS, stored.get(place.stored) ?? '')
}

function isInRoute({ file }: Place): boolean {
  return file.includes('/routes/')
}

function isListed(change: Change): boolean {
  return CHANGES[roomOf(ROOMS, change.file)]?.includes(named(change)) ?? false
}

function named({ stored: name, by }: Change): string {
  return `${name} by ${by}`
}

function told({ stored: name, file, line, by }: Change): string {
  return `${file}:${line} writes ${name} by ${by}`
}
