import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readTexts } from '#fixtures/imports.ts'
import { roomOf } from '#fixtures/rooms.ts'
import { CHANGES, READS, ROOMS } from './rooms.ts'
import { type Change, type Place, readOwnership } from './support/ownership.ts'

const SOURCE = fileURLToPath(new URL('../../packages/emulator/src/', import.meta.url))

/**
 * Files that may change any data. Collections and tables change their own items. `snapshot.ts` and `records.ts` copy the data of
 * every module.
 */
const EXEMPT = ['core/collection.ts', 'core/table.ts', 'snapshot.ts', 'records.ts']

/** Data that is stored when the instance is created, and never changed. */
const CONSTANT = ['began']

const { stored, ...all } = readOwnership(SOURCE, readTexts(SOURCE))
const writes = all.writes.filter(({ file }) => !EXEMPT.includes(file))
const changes = all.changes.filter(({ file }) => !EXEMPT.includes(file))
const untraced = all.untraced.filter(({ file }) => !EXEMPT.includes(file))

test('behavior: only the module that stores a collection writes to it', () => {
  expect(writes.filter((write) => isForeign(write) && !isListed(write)).map(asText)).toEqual([])
})

test('behavior: only the module that stores an item changes its fields', () => {
  expect(changes.length).toBeGreaterThan(100)
  expect(changes.filter((change) => isForeign(change) && !isListed(change)).map(asText)).toEqual([])
})

test.each(Object.keys(CHANGES))('behavior: %s writes settings as listed', (room) => {
  const foreign = writes.filter(({ file }) => roomOf(ROOMS, file) === room).filter(isForeign)

  expect([...new Set(foreign.map(named))].sort()).toEqual(CHANGES[room])
})

test('behavior: routes do not change stored data directly', () => {
  expect([...writes, ...changes].filter(isInRoute).map(asText)).toEqual([])
})

test.each(Object.keys(ROOMS))(
  'behavior: %s reads only data of rooms that it may import, and listed data',
  (room) => {
    const near = [room, ...(ROOMS[room] ?? [])]
    const far = all.uses
      .filter(({ file }) => roomOf(ROOMS, file) === room)
      .map((use) => use.stored)
      .filter((name) => !near.includes(roomOf(ROOMS, stored.get(name) ?? '')))

    expect([...new Set(far)].sort()).toEqual([...(READS[room] ?? [])].sort())
  },
)

test('behavior: all stored data is written somewhere', () => {
  const written = new Set(writes.map((write) => write.stored))

  expect([...stored.keys()].filter((name) => !written.has(name))).toEqual(CONSTANT)
})

test('behavior: the collection of each write can be traced', () => {
  expect(untraced.map(asText)).toEqual([])
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

function asText({ stored: name, file, line, by }: Change): string {
  return `${file}:${line} writes ${name} by ${by}`
}
