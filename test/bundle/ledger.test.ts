import { describe, expect, inject, test } from 'vitest'
import { growths, MEDIAN, measured, median, recorded, WHOLE } from './ledger.mjs'

const sizes = await measured(inject('packed'))

test('behavior: the ledger records every growth beyond the tolerance, and every function', () => {
  expect(growths(recorded(), sizes), 'if it is intended: npm run ledger -- --write').toEqual([])
})

test('behavior: the median size of the functions stays within its budget', () => {
  expect(Object.keys(sizes.clerklet ?? {}).length).toBeGreaterThan(260)
  expect(median(sizes.clerklet ?? {})).toBeLessThanOrEqual(MEDIAN)
})

test('behavior: the size of the whole package stays within its budget', () => {
  expect(sizes.clerklet?.['*']).toBeGreaterThan(10_000)
  expect(sizes.clerklet?.['*']).toBeLessThanOrEqual(WHOLE)
})

describe('growths', () => {
  const grown = (from: number, to: number) =>
    growths({ clerklet: { getUser: from } }, { clerklet: { getUser: to } })

  test('default', () => {
    expect(grown(7000, 7061)).toEqual(['clerklet getUser: 7000 → 7061 B'])
  })

  test('behavior: a growth of up to 60 B and 3 %, and any decrease, is tolerated', () => {
    expect(grown(7000, 7060)).toEqual([])
    expect(grown(1000, 1030)).toEqual([])
    expect(grown(7000, 10)).toEqual([])
    expect(grown(1000, 1031)).toHaveLength(1)
  })

  test('behavior: added and removed functions are reported', () => {
    expect(
      growths({ clerklet: { old: 1 } }, { clerklet: { fresh: 2 }, 'clerklet/new': { one: 3 } }),
    ).toEqual([
      'clerklet fresh: 2 B, not in the ledger',
      'clerklet/new one: 3 B, not in the ledger',
      'clerklet old: in the ledger only',
    ])
  })
})

test('median: counts functions only', () => {
  expect(median({ a: 3, b: 1, c: 2, ClerkError: 100, SERVERS: 100, '*': 100 })).toBe(2)
})
