import { getUser } from 'clerklet'
import { expect, test, vi } from 'vitest'

/** Never responds, and ignores its signal. */
const deaf = () => new Promise<Response>(() => {})

test('behavior: no timer outlives an abort, although the fetch ignores its signal', async () => {
  vi.useFakeTimers()
  try {
    const controller = new AbortController()
    const call = getUser({ secretKey: 'sk_test_x', fetch: deaf }, 'user_1', {
      signal: controller.signal,
    })
    expect(vi.getTimerCount()).toBe(1)
    controller.abort(new Error('enough'))
    await expect(call).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('behavior: no listener stays on the signal after a timeout', async () => {
  const { signal } = new AbortController()
  const removed = vi.spyOn(signal, 'removeEventListener')
  const call = getUser({ secretKey: 'sk_test_x', fetch: deaf }, 'user_1', {
    signal,
    timeout: 1,
    retry: 0,
  })
  await expect(call).rejects.toMatchObject({ code: 'timeout' })
  expect(removed).toHaveBeenCalled()
})
