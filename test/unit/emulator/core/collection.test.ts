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

test('default: items are ordered oldest first, and items of the same time by insertion', () => {
  const collection = things(5, 1, 5, 3, 5)
  expect(ids(collection)).toEqual(['1', '3', '0', '2', '4'])
  expect(ids(collection.newest())).toEqual(['4', '2', '0', '3', '1'])
  expect(ids(collection.inserted())).toEqual(['0', '1', '2', '3', '4'])
})

test('behavior: an iteration can start after an item, also among items of the same time', () => {
  const collection = things(7, 7, 7, 7)
  expect(ids(collection.newest('2'))).toEqual(['1', '0'])
  expect(ids(collection.oldest('1'))).toEqual(['2', '3'])
  collection.delete('1')
  expect(ids(collection.newest('2'))).toEqual(['0'])
  expect(ids(collection)).toEqual(['0', '2', '3'])
})

test('behavior: among returns the items in their order, without duplicates and unknown ids', () => {
  const collection = things(2, 1, 2)
  expect(ids(collection.among(['2', '0', '1', '0', 'no']))).toEqual(['1', '0', '2'])
})

test('behavior: an index is updated by additions, changes and removals', () => {
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

test('behavior: a predicate filters iterations and counts', () => {
  const collection = things(1, 2, 3, 4, 5)
  const isOdd = ({ created_at }: Thing) => created_at % 2 === 1
  expect(ids(collection.newest(undefined, isOdd))).toEqual(['4', '2', '0'])
  expect(ids(collection.oldest('1', isOdd))).toEqual(['2', '4'])
  expect(collection.countIf(isOdd)).toBe(3)
})

describe('watcher', () => {
  const notified: string[] = []
  const watched = () => {
    const collection = new Collection<Thing>('owner')
    collection.add({ id: 'a', created_at: 1, owner: 'ada' })
    collection.add({ id: 'b', created_at: 2, owner: 'bob' })
    collection.watcher = (id, touch) => notified.push(`${id} ${touch}`)
    return collection
  }
  const bob = ({ owner }: Thing) => owner === 'bob'

  test.each<[string, (collection: Collection<Thing>) => unknown, string[]]>([
    ['get', (all) => all.get('a'), ['a seen']],
    ['get of an unknown id', (all) => all.get('z'), []],
    ['where', (all) => all.where('owner', 'bob'), ['b seen']],
    ['among', (all) => all.among(['b', 'z', 'a']), ['b seen', 'a seen']],
    ['an iteration', (all) => ids(all), ['a seen', 'b seen']],
    ['newest', (all) => ids(all.newest()), ['b seen', 'a seen']],
    ['newest with a predicate', (all) => ids(all.newest(undefined, bob)), ['b seen']],
    ['oldest', (all) => ids(all.oldest('a')), ['b seen']],
    ['oldest with a predicate', (all) => ids(all.oldest(undefined, bob)), ['b seen']],
    ['an iteration that stops early', (all) => all.newest().next(), ['b seen']],
    ['add', (all) => all.add({ id: 'c', created_at: 3 }), ['c added']],
    ['set', (all) => all.set({ id: 'a', created_at: 1 }, 'owner', 'eve'), ['a seen']],
    ['delete', (all) => all.delete('a'), ['a removed']],
    ['delete of an unknown id', (all) => all.delete('z'), []],
    ['deleteWhere', (all) => all.deleteWhere('owner', 'bob'), ['b seen', 'b removed']],
    ['clear', (all) => all.clear(), ['a removed', 'b removed']],
    ['peek', (all) => all.peek('a'), []],
    ['inserted', (all) => ids(all.inserted()), []],
    ['count', (all) => all.count('owner', 'ada'), []],
    ['countIf', (all) => all.countIf(bob), []],
    ['size', (all) => all.size, []],
  ])('behavior: the watcher is notified of %s', (_name, call, expected) => {
    const collection = watched()
    notified.length = 0
    call(collection)
    expect(notified).toEqual(expected)
  })
})

test('error: the field has no index', () => {
  expect(() => things(1).where('owner', 'ada')).toThrow('no index of owner')
})
