import { ClerkConfigError, type Context, collect, getUser } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { ctx } from '#fixtures/api.ts'
import { answering, json, rejection } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

const noNumbers = [
  [Number.NaN, 'NaN'],
  [-1, '-1'],
  [-Infinity, '-Infinity'],
  ['5', 'of type string'],
  ['sk_test_confidential', 'of type string'],
  [5n, 'of type bigint'],
  [{}, 'of type object'],
  [Symbol('x'), 'of type symbol'],
] as const

describe('milliseconds', () => {
  const called = (timeout: unknown) => {
    const { fetch, received } = answering(json(200, user()))
    // The cast allows the values of wrong types that these tests pass.
    return { call: getUser({ ...ctx, fetch, timeout } as Context, 'user_1'), received }
  }

  test.each([0.5, 1000, 2 ** 31, Infinity])('args: a timeout of %s is accepted', async (value) => {
    expect(await called(value).call.catch((error) => error)).not.toBeInstanceOf(ClerkConfigError)
  })

  test.each(noNumbers)(
    'error: a timeout that is %s prevents the request',
    async (value, described) => {
      const { call, received } = called(value)
      const error = await rejection(call)

      expect(error).toBeInstanceOf(ClerkConfigError)
      expect(error.message).toBe(
        `ctx.timeout is ${described}: set it to milliseconds from 0, or to Infinity for none`,
      )
      expect(received).toEqual([])
    },
  )
})

describe('counts', () => {
  async function* items() {
    yield* [1, 2, 3]
  }
  // The cast allows the values of wrong types that these tests pass.
  const collected = (maxItems: unknown) => collect(items(), { maxItems: maxItems as number })

  test.each([
    [0, []],
    [2, [1, 2]],
    [Infinity, [1, 2, 3]],
  ])('args: maxItems %s', async (maxItems, expected) => {
    expect(await collected(maxItems)).toEqual(expected)
  })

  test.each([
    ...noNumbers,
    [1.5, '1.5'],
    [null, 'null'],
    [undefined, 'of type undefined'],
  ] as const)('error: maxItems that is %s', async (value, described) => {
    const error = await rejection(collected(value))

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).toBe(
      `options.maxItems is ${described}: set it to a whole number from 0, or to Infinity for no limit`,
    )
  })
})
