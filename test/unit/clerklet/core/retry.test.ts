import { ClerkConfigError } from 'clerklet'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { backOff, retryAfterSeconds, retryPolicy, sleep } from '#clerklet/core/retry.ts'

describe('retryPolicy', () => {
  test('error: a list is refused', () => {
    expect(() => retryPolicy([] as object, 'ctx.retry')).toThrow(
      new ClerkConfigError(
        'ctx.retry is a list: set it to a number, or to { attempts, maxDelay, deadline }',
      ),
    )
  })

  test('default', () => {
    expect(retryPolicy(undefined, 'ctx.retry')).toEqual({
      attempts: 3,
      maxDelay: 10_000,
      deadline: 60_000,
    })
  })

  test.each([
    [0, 1],
    [1, 2],
    [5, 6],
    [Infinity, Infinity],
  ])('args: %i repeats are %i attempts', (repeats, attempts) => {
    expect(retryPolicy(repeats, 'ctx.retry')).toEqual({
      attempts,
      maxDelay: 10_000,
      deadline: 60_000,
    })
  })

  test('args: each field has its own default', () => {
    expect(retryPolicy({ attempts: 9 }, 'ctx.retry')).toEqual({
      attempts: 9,
      maxDelay: 10_000,
      deadline: 60_000,
    })
    expect(retryPolicy({ maxDelay: 0 }, 'ctx.retry')).toEqual({
      attempts: 3,
      maxDelay: 0,
      deadline: 60_000,
    })
    expect(retryPolicy({ deadline: 5, attempts: undefined }, 'ctx.retry')).toEqual({
      attempts: 3,
      maxDelay: 10_000,
      deadline: 5,
    })
  })
})

describe('retryPolicy, of a wrong kind', () => {
  test.each([
    [Number.NaN, 'ctx.retry is NaN'],
    [-1, 'ctx.retry is -1'],
    [1.5, 'ctx.retry is 1.5'],
    ['2', 'ctx.retry is of type string'],
    [true, 'ctx.retry is of type boolean'],
    [{ attempts: -1 }, 'ctx.retry.attempts is -1'],
    [{ attempts: Number.NaN }, 'ctx.retry.attempts is NaN'],
    [{ attempts: '3' }, 'ctx.retry.attempts is of type string'],
    [{ maxDelay: Number.NaN }, 'ctx.retry.maxDelay is NaN'],
    [{ maxDelay: -1 }, 'ctx.retry.maxDelay is -1'],
    [{ deadline: '60s' }, 'ctx.retry.deadline is of type string'],
    [{ deadline: -Infinity }, 'ctx.retry.deadline is -Infinity'],
  ])('error: %j', (retry, message) => {
    const check = () => retryPolicy(retry as number, 'ctx.retry')

    expect(check).toThrow(ClerkConfigError)
    expect(check).toThrow(message)
  })

  test('behavior: Infinity is no limit', () => {
    const unlimited = { attempts: Infinity, maxDelay: Infinity, deadline: Infinity }

    expect(retryPolicy(unlimited, 'ctx.retry')).toEqual(unlimited)
  })
})

describe('retryAfterSeconds', () => {
  const NOW = Date.UTC(2026, 4, 12, 12)
  const date = (milliseconds: number) => new Date(NOW + milliseconds).toUTCString()

  test.each([
    ['0', 0],
    ['3', 3],
    ['007', 7],
    ['2592000', 2_592_000],
    [date(1000), 1],
    [date(86_400_000), 86_400],
  ])('default: %s', (header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds)
  })

  test.each([
    null,
    '',
    ' ',
    '-1',
    '+1',
    '1.5',
    '1e3',
    '0x10',
    '1, 2',
    '1, 2099',
    '1;2',
    'Jan 2099',
    '2099-01-01T00:00:00Z',
    `${date(5000)}, 5`,
    date(0),
    date(-1000),
    'Wed, 99 Foo 2099 25:61:61 GMT',
    'soon',
    'Infinity',
    'NaN',
    '9'.repeat(400),
    '9'.repeat(17),
  ])('behavior: %j is as none', (header) => {
    expect(retryAfterSeconds(header, NOW)).toBeUndefined()
  })
})

describe('backOff', () => {
  const largest = (attempt: number, maxDelay: number) => {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    return backOff(attempt, maxDelay)
  }

  test('default', () => {
    expect([1, 2, 3, 4, 5].map((attempt) => largest(attempt, 10_000))).toEqual([
      500, 1000, 2000, 4000, 8000,
    ])
  })

  test('behavior: it never exceeds the longest wait', () => {
    expect(largest(6, 10_000)).toBe(10_000)
    expect(largest(2000, 10_000)).toBe(10_000)
    expect(largest(1, 20)).toBe(20)
  })

  test('behavior: the jitter is between 0 and the bound', () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(0.5)

    expect(backOff(3, 10_000)).toBe(0)
    expect(backOff(3, 10_000)).toBe(1000)
  })
})

describe('sleep', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('default', async () => {
    let awake = false
    const sleeping = sleep(1000).then(() => {
      awake = true
    })

    await vi.advanceTimersByTimeAsync(999)
    expect(awake).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(awake).toBe(true)
    await sleeping
  })

  test.each([2 ** 31, 2 ** 32 + 5])('args: %i ms, longer than a timer can be', async (wait) => {
    const awake = vi.fn()
    sleep(wait).then(awake)

    await vi.advanceTimersByTimeAsync(wait - 1)
    expect(awake).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(awake).toHaveBeenCalledOnce()
  })

  test('args: Infinity ends only with the signal', async () => {
    const controller = new AbortController()
    const sleeping = sleep(Infinity, controller.signal)

    expect(vi.getTimerCount()).toBe(0)
    controller.abort('enough')

    await expect(sleeping).rejects.toBe('enough')
  })

  test('behavior: an abort wakes it with the reason of the signal and leaves no timer', async () => {
    const controller = new AbortController()
    const sleeping = sleep(60_000, controller.signal)
    const reason = { any: 'thing' }

    controller.abort(reason)

    await expect(sleeping).rejects.toBe(reason)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('behavior: with an already aborted signal it does not wait', async () => {
    const sleeping = sleep(60_000, AbortSignal.abort('gone'))

    await expect(sleeping).rejects.toBe('gone')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('behavior: a signal that outlives many waits keeps no listener of them', async () => {
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const removed = vi.spyOn(signal, 'removeEventListener')

    const sleeping = sleep(10, signal)
    await vi.advanceTimersByTimeAsync(10)
    await sleeping

    expect(added).toHaveBeenCalledOnce()
    expect(removed).toHaveBeenCalledWith('abort', added.mock.calls[0]?.[1])
  })
})
