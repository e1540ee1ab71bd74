import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { backOff, retryPolicy, sleep } from '../../../packages/clerklet/src/retry.ts'

describe('retryPolicy', () => {
  test('default', () => {
    expect(retryPolicy(undefined)).toEqual({ attempts: 3, maxDelay: 10_000, deadline: 60_000 })
  })

  test.each([
    [0, 1],
    [1, 2],
    [5, 6],
  ])('args: %i repeats are %i attempts', (repeats, attempts) => {
    expect(retryPolicy(repeats)).toEqual({ attempts, maxDelay: 10_000, deadline: 60_000 })
  })

  test('args: each field has its own default', () => {
    expect(retryPolicy({ attempts: 9 })).toEqual({
      attempts: 9,
      maxDelay: 10_000,
      deadline: 60_000,
    })
    expect(retryPolicy({ maxDelay: 0 })).toEqual({ attempts: 3, maxDelay: 0, deadline: 60_000 })
    expect(retryPolicy({ deadline: 5, attempts: undefined })).toEqual({
      attempts: 3,
      maxDelay: 10_000,
      deadline: 5,
    })
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

  test('behavior: the jitter is full, from nothing to the bound', () => {
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

  test('args: Infinity ends with the signal alone', async () => {
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

  test('behavior: a signal that is aborted already does not let it fall asleep', async () => {
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
