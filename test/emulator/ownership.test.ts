import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { roomOf } from '#fixtures/rooms.ts'
import { ROOMS } from './rooms.ts'
import { readOwnership, type Write } from './support/writes.ts'

const SOURCE = fileURLToPath(new URL('../../packages/emulator/src/', import.meta.url))

/** A collection changes itself, and a snapshot is restored without knowledge of what it holds. */
const EXEMPT = ['core/collection.ts', 'snapshot.ts']

const { stored, ...all } = readOwnership(SOURCE)
const writes = all.writes.filter(({ file }) => !EXEMPT.includes(file))
const changes = all.changes.filter(({ file }) => !EXEMPT.includes(file))
const untraced = all.untraced.filter(({ file }) => !EXEMPT.includes(file))

test('behavior: what a module stores is written by that module alone', () => {
  expect(writes.filter(isForeign).map(told)).toEqual([])
})

test('behavior: fields of what a module stores are changed by that module alone', () => {
  expect(changes.length).toBeGreaterThan(100)
  expect(changes.filter(isForeign).map(told)).toEqual([])
})

test('behavior: everything that is stored is written somewhere', () => {
  const written = new Set(writes.map((write) => write.stored))

  expect([...stored.keys()].filter((name) => !written.has(name))).toEqual([])
})

test('behavior: each write of a collection says which one it is', () => {
  expect(untraced.map(told)).toEqual([])
})

function isForeign(write: Write): boolean {
  return roomOf(ROOMS, write.file) !== roomOf(ROOMS, stored.get(write.stored) ?? '')
}

function told({ stored: name, file, line }: Write): string {
  return `${file}:${line} writes ${name}`
}
