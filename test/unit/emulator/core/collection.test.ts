import { describe, expect, test } from 'vitest'
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

test('behavior: a test chooses what is handed out, and counts', () => {
  const collection = things(1, 2, 3, 4, 5)
  const isOdd = ({ created_at }: Thing) => created_at % 2 === 1
  expect(ids(collection.newest(undefined, isOdd))).toEqual(['4', '2', '0'])
  expect(ids(collection.oldest('1', isOdd))).toEqual(['2', '4'])
  expect(collection.countIf(isOdd)).toBe(3)
})

describe('watcher', () => {
  const told: string[] = []
  const watched = () => {
    const collection = new Collection<Thing>('owner')
    collection.add({ id: 'a', created_at: 1, owner: 'ada' })
    collection.add({ id: 'b', created_at: 2, owner: 'bob' })
    collection.watcher = (id, touch) => told.push(`${id} ${touch}`)
    return collection
  }
  const bob = ({ owner }: Thing) => owner === 'bob'

  test.each<[string, (collection: Collection<Thing>) => unknown, string[]]>([
    ['get', (all) => all.get('a'), ['a seen']],
    ['get of none', (all) => all.get('z'), []],
    ['where', (all) => all.where('owner', 'bob'), ['b seen']],
    ['among', (all) => all.among(['b', 'z', 'a']), ['b seen', 'a seen']],
    ['an iteration', (all) => ids(all), ['a seen', 'b seen']],
    ['newest', (all) => ids(all.newest()), ['b seen', 'a seen']],
    ['newest with a test', (all) => ids(all.newest(undefined, bob)), ['b seen']],
    ['oldest', (all) => ids(all.oldest('a')), ['b seen']],
    ['oldest with a test', (all) => ids(all.oldest(undefined, bob)), ['b seen']],
    ['a list that is not read to its end', (all) => all.newest().next(), ['b seen']],
    ['add', (all) => all.add({ id: 'c', created_at: 3 }), ['c added']],
    ['set', (all) => all.set({ id: 'a', created_at: 1 }, 'owner', 'eve'), ['a seen']],
    ['delete', (all) => all.delete('a'), ['a removed']],
    ['delete of none', (all) => all.delete('z'), []],
    ['deleteWhere', (all) => all.deleteWhere('owner', 'bob'), ['b seen', 'b removed']],
    ['clear', (all) => all.clear(), ['a removed', 'b removed']],
    ['peek', (all) => all.peek('a'), []],
    ['inserted', (all) => ids(all.inserted()), []],
    ['count', (all) => all.count('owner', 'ada'), []],
    ['countIf', (all) => all.countIf(bob), []],
    ['size', (all) => all.size, []],
  ])('behavior: is told of %s', (_name, call, expected) => {
    const collection = watched()
    told.length = 0
    call(collection)
    expect(told).toEqual(expected)
  })
})

test('error: there is no index of that field', () => {
  expect(() => things(1).where('owner', 'ada')).toThrow('no index of owner')
})
