import { expect, test } from 'vitest'
import { Collection } from '#emulator/core/collection.ts'

interface Thing {
  id: string
  created_at: number
  owner?: string
}

function things(...times: number[]): Collection<Thing> {
  const collection = new Collection<Thing>()
  times.forEach((created_at, i) => {
    collection.add({ id: `${i}`, created_at })
  })
  return collection
}

const ids = (items: Iterable<Thing>) => [...items].map(({ id }) => id)

test('default: oldest first, and of one time in the order of arrival', () => {
  const collection = things(5, 1, 5, 3, 5)
  expect(ids(collection)).toEqual(['1', '3', '0', '2', '4'])
  expect(ids(collection.newest())).toEqual(['4', '2', '0', '3', '1'])
  expect(ids(collection.inserted())).toEqual(['0', '1', '2', '3', '4'])
})

test('behavior: after an item among many of one time', () => {
  const collection = things(7, 7, 7, 7)
  expect(ids(collection.newest('2'))).toEqual(['1', '0'])
  expect(ids(collection.oldest('1'))).toEqual(['2', '3'])
  collection.delete('1')
  expect(ids(collection.newest('2'))).toEqual(['0'])
  expect(ids(collection)).toEqual(['0', '2', '3'])
})

test('behavior: chosen ids come in the same order, once, without those that are not there', () => {
  const collection = things(2, 1, 2)
  expect(ids(collection.among(['2', '0', '1', '0', 'no']))).toEqual(['1', '0', '2'])
})

test('behavior: an index follows additions, changes and removals', () => {
  const collection = new Collection<Thing>('owner')
  const first = collection.add({ id: 'a', created_at: 1, owner: 'ada' })
  collection.add({ id: 'b', created_at: 1, owner: 'ada' })
  expect(ids(collection.where('owner', 'ada'))).toEqual(['a', 'b'])
  collection.set(first, 'owner', 'bob')
  expect(ids(collection.where('owner', 'bob'))).toEqual(['a'])
  expect(ids(collection.deleteWhere('owner', 'ada'))).toEqual(['b'])
  expect(collection.count('owner', 'ada')).toBe(0)
  expect(ids(collection)).toEqual(['a'])
})

test('error: there is no index of that field', () => {
  expect(() => things(1).where('owner', 'ada')).toThrow('no index of owner')
})
