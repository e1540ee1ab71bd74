import { ClerkConfigError, type CollectOptions, collect } from 'clerklet'
import { describe, expect, test, vi } from 'vitest'

/** Yields 1, 2, 3 and so on. Calls `asked` before each number, and `stopped` when the loop ends. */
async function* numbers(stopped = () => {}, asked = (_: number) => {}) {
  try {
    for (let number = 1; ; number++) {
      asked(number)
      yield number
    }
  } finally {
    stopped()
  }
}

describe('collect', () => {
  test('default', async () => {
    expect(await collect(numbers(), { maxItems: 3 })).toEqual([1, 2, 3])
  })

  test('behavior: the source is closed, and not read further', async () => {
    const stopped = vi.fn()
    const asked = vi.fn()

    await collect(numbers(stopped, asked), { maxItems: 3 })

    expect(asked).toHaveBeenCalledTimes(3)
    expect(stopped).toHaveBeenCalledOnce()
  })

  test('args: maxItems 0 requests nothing', async () => {
    const asked = vi.fn()

    expect(await collect(numbers(undefined, asked), { maxItems: 0 })).toEqual([])
    expect(asked).not.toHaveBeenCalled()
  })

  test.each([-1, Number.NaN, 1.5, '3', null, undefined])(
    'error: maxItems %s is refused, and sends no request',
    async (maxItems) => {
      const asked = vi.fn()
      const collecting = collect(numbers(undefined, asked), { maxItems: maxItems as number })

      await expect(collecting).rejects.toBeInstanceOf(ClerkConfigError)
      expect(asked).not.toHaveBeenCalled()
    },
  )

  test('error: options are required', async () => {
    const collecting = collect(numbers(), undefined as unknown as CollectOptions)

    await expect(collecting).rejects.toThrow('options.maxItems is of type undefined')
  })

  test.each([undefined, null, 7, {}])('error: %j is not iterable', async (items) => {
    const collecting = collect(items as AsyncIterable<unknown>, { maxItems: 1 })

    await expect(collecting).rejects.toBeInstanceOf(ClerkConfigError)
  })

  test('behavior: a source may end before maxItems', async () => {
    async function* two() {
      yield 'a'
      yield 'b'
    }

    expect(await collect(two(), { maxItems: 5 })).toEqual(['a', 'b'])
  })

  test('error: the error of the source is thrown', async () => {
    const reason = new Error('no more')
    async function* failing() {
      yield 1
      throw reason
    }

    await expect(collect(failing(), { maxItems: 5 })).rejects.toBe(reason)
  })
})
