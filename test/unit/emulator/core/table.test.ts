import { expect, test } from 'vitest'
import { Table } from '#emulator/core/table.ts'

interface Thing {
  count: number
}

const notified: string[] = []

function watched(): Table<Thing | string | null> {
  const table = new Table<Thing | string | null>()
  table.set('a', { count: 1 })
  table.set('b', 'text')
  table.set('c', null)
  table.watcher = (key, touch) => notified.push(`${key} ${touch}`)
  notified.length = 0
  return table
}

type Call = (table: ReturnType<typeof watched>) => unknown

test('default: a table behaves like a Map', () => {
  const table = watched()
  expect(table).toBeInstanceOf(Map)
  expect([...table]).toEqual([
    ['a', { count: 1 }],
    ['b', 'text'],
    ['c', null],
  ])
  expect([...table.inserted()]).toEqual([...table.entries()])
  expect([...table.values()]).toEqual([{ count: 1 }, 'text', null])
  expect([...table.keys()]).toEqual(['a', 'b', 'c'])
  const seen: unknown[] = []
  table.forEach((value, key, map) => {
    seen.push([key, value, map === table])
  })
  expect(seen[1]).toEqual(['b', 'text', true])
  expect(table.delete('a')).toBe(true)
  expect(table.delete('a')).toBe(false)
  expect(table.size).toBe(2)
  table.clear()
  expect(table.size).toBe(0)
})

test.each<[string, Call, string[]]>([
  ['get of an object', (table) => table.get('a'), ['a seen']],
  ['get of a string', (table) => table.get('b'), []],
  ['get of null', (table) => table.get('c'), []],
  ['get of an unknown key', (table) => table.get('z'), []],
  ['an iteration', (table) => [...table], ['a seen']],
  ['entries', (table) => [...table.entries()], ['a seen']],
  ['values', (table) => [...table.values()], ['a seen']],
  ['forEach', (table) => table.forEach(() => {}), ['a seen']],
  ['set', (table) => table.set('b', 'other'), ['b added']],
  ['set of a new key', (table) => table.set('d', 'text'), ['d added']],
  ['delete', (table) => table.delete('b'), ['b removed']],
  ['delete of an unknown key', (table) => table.delete('z'), []],
  ['clear', (table) => table.clear(), ['a removed', 'b removed', 'c removed']],
  ['peek', (table) => table.peek('a'), []],
  ['inserted', (table) => [...table.inserted()], []],
  ['keys, has and size', (table) => [[...table.keys()], table.has('a'), table.size], []],
])('behavior: the watcher is notified of %s', (_name, call, expected) => {
  const table = watched()
  call(table)
  expect(notified).toEqual(expected)
})
