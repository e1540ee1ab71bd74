import { describe, expect, test } from 'vitest'
import { Collection } from '../../../packages/emulator/src/collection.ts'

const item = (id: string, owner: string) => ({ id, created_at: 0, owner })

describe('Collection', () => {
  test('count: how many have a value', () => {
    const all = new Collection<ReturnType<typeof item>>('owner')
    all.add(item('1', 'ada'))
    all.add(item('2', 'ada'))
    all.add(item('3', 'bob'))
    expect([all.count('owner', 'ada'), all.count('owner', 'nobody')]).toEqual([2, 0])
  })

  test('set: an item is found by its new value and keeps its place', () => {
    const all = new Collection<ReturnType<typeof item>>('owner')
    const first = all.add(item('1', 'ada'))
    all.add(item('2', 'bob'))
    all.set(first, 'owner', 'bob')
    expect(all.where('owner', 'ada')).toEqual([])
    expect(all.where('owner', 'bob').map(({ id }) => id)).toEqual(['2', '1'])
    expect([...all].map(({ id }) => id)).toEqual(['1', '2'])
  })

  test('error: a field without an index', () => {
    const all = new Collection<ReturnType<typeof item>>()
    expect(() => all.count('owner', 'ada')).toThrow('no index of owner')
  })
})
