import { ClerkConfigError } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { checkedCount, checkedMilliseconds } from '#clerklet/core/numbers.ts'

const noNumbers = [
  [Number.NaN, 'NaN'],
  [-1, '-1'],
  [-Infinity, '-Infinity'],
  ['5', 'of type string'],
  ['sk_test_confidential', 'of type string'],
  [null, 'null'],
  [undefined, 'of type undefined'],
  [5n, 'of type bigint'],
  [{}, 'of type object'],
  [Symbol('x'), 'of type symbol'],
] as const

describe('checkedMilliseconds', () => {
  test.each([0, 0.5, 1, 2 ** 31, Infinity])('default: %s', (value) => {
    expect(checkedMilliseconds('ctx.timeout', value)).toBe(value)
  })

  test.each(noNumbers)('error: %s', (value, described) => {
    const check = () => checkedMilliseconds('ctx.timeout', value)

    expect(check).toThrow(ClerkConfigError)
    expect(check).toThrow(
      `ctx.timeout is ${described}: set it to milliseconds from 0, or to Infinity for none`,
    )
  })
})

describe('checkedCount', () => {
  test.each([0, 1, 500, Infinity])('default: %s', (value) => {
    expect(checkedCount('options.maxItems', value)).toBe(value)
  })

  test.each([...noNumbers, [1.5, '1.5']] as const)('error: %s', (value, described) => {
    const check = () => checkedCount('options.maxItems', value)

    expect(check).toThrow(ClerkConfigError)
    expect(check).toThrow(
      `options.maxItems is ${described}: set it to a whole number from 0, or to Infinity for no limit`,
    )
  })
})
