import { getUser } from 'clerklet'
import { describe, expect, test, vi } from 'vitest'
import { onAbort } from '#clerklet/core/abort.ts'
import { SECRET_KEY } from '#fixtures/api.ts'
import { hanging } from '#fixtures/transport.ts'

describe('onAbort', () => {
  test('default', () => {
    const controller = new AbortController()
    const callback = vi.fn()
    onAbort(controller.signal, callback)

    expect(callback).not.toHaveBeenCalled()
    controller.abort()
    controller.signal.dispatchEvent(new Event('abort'))
    expect(callback).toHaveBeenCalledOnce()
  })

  test('behavior: an already aborted signal calls back at once', () => {
    const callback = vi.fn()
    onAbort(AbortSignal.abort(), callback)
    expect(callback).toHaveBeenCalledOnce()
  })

  test.each([undefined, null])('behavior: %s never calls back', (signal) => {
    const callback = vi.fn()
    onAbort(signal, callback)()
    expect(callback).not.toHaveBeenCalled()
  })

  test('behavior: a callback that throws does not prevent the abort of other calls', () => {
    const controller = new AbortController()
    const callback = vi.fn()
    onAbort(controller.signal, () => {
      throw new Error('another request')
    })
    onAbort(controller.signal, callback)

    controller.abort()

    expect(callback).toHaveBeenCalledOnce()
  })

  test('behavior: a removed callback is not called, but the others are', () => {
    const controller = new AbortController()
    const [first, second] = [vi.fn(), vi.fn()]
    const stop = onAbort(controller.signal, first)
    onAbort(controller.signal, second)

    stop()
    stop()
    controller.abort()

    expect(first).not.toHaveBeenCalled()
    expect(second).toHaveBeenCalledOnce()
  })

  test('behavior: a signal has one listener while calls wait for it, and then none', () => {
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const removed = vi.spyOn(signal, 'removeEventListener')

    const stops = Array.from({ length: 50 }, () => onAbort(signal, () => {}))
    expect(added).toHaveBeenCalledOnce()
    for (const stop of stops) stop()

    expect(removed.mock.calls).toEqual([['abort', added.mock.calls[0]?.[1]]])
  })

  test('behavior: stopping twice does not remove callbacks that were added in between', () => {
    const controller = new AbortController()
    const stop = onAbort(controller.signal, () => {})
    stop()
    const later = vi.fn()
    onAbort(controller.signal, later)

    stop()
    controller.abort()

    expect(later).toHaveBeenCalledOnce()
  })
})

describe('a signal that 50 calls share', () => {
  test('behavior: Node warns about no leak, and each call rejects with its reason', async () => {
    const warned = vi.fn()
    process.on('warning', warned)
    const controller = new AbortController()
    const reason = new Error('enough')
    const ctx = { secretKey: SECRET_KEY, fetch: (_: string, init: RequestInit) => hanging(init) }

    const calls = Array.from({ length: 50 }, () =>
      getUser(ctx, 'user_1', { signal: controller.signal }),
    )
    const settled = Promise.allSettled(calls)
    await new Promise((resolve) => setTimeout(resolve, 20))
    controller.abort(reason)

    expect(await settled).toEqual(Array(50).fill({ status: 'rejected', reason }))
    process.off('warning', warned)
    expect(warned).not.toHaveBeenCalled()
  })
})
