import { getEventListeners } from 'node:events'
import { ClerkConfigError, ClerkNetworkError, type Context, path, request } from 'clerklet'
import { describe, expect, test, vi } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, deaf, hanging, json, refusal, rejection, servers } from '#fixtures/transport.ts'

const serve = servers()
const call = { method: 'GET', path: path`/things/${'thing_1'}` } as const
const context = (over: Context): Context => ({ secretKey: SECRET_KEY, retry: 0, ...over })

/** Starts a server that sends the head of its response, half a body, and then nothing more. */
const stalled = () =>
  serve((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"half":')
  })

/** Returns the duration of a function in milliseconds. */
async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

describe('timeout', () => {
  test('default', async () => {
    vi.useFakeTimers()
    try {
      const failed = rejection(
        request(context({ fetch: answering(hanging).fetch }), undefined, call),
      )
      let settled = false
      failed.finally(() => {
        settled = true
      })

      await vi.advanceTimersByTimeAsync(29_999)
      expect(settled).toBe(false)
      await vi.advanceTimersByTimeAsync(1)

      const error = await failed
      expect(error).toBeInstanceOf(ClerkNetworkError)
      expect(error).toMatchObject({ code: 'timeout', attempts: 1 })
      expect(error.message).toBe(
        'No response from api.clerk.com to GET /things/{id} within 30000 ms (attempt 1)',
      )
    } finally {
      vi.useRealTimers()
    }
  })

  test('args: options win over the context', async () => {
    const { fetch } = answering(hanging)

    const { message } = await rejection(
      request(context({ fetch, timeout: 60_000 }), undefined, { ...call, timeout: 15 }),
    )

    expect(message).toContain('within 15 ms')
  })

  test('args: 0 turns the timeout off', async () => {
    vi.useFakeTimers()
    try {
      const controller = new AbortController()
      const failed = rejection(
        request(context({ fetch: answering(hanging).fetch, timeout: 0 }), undefined, {
          ...call,
          signal: controller.signal,
        }),
      )

      expect(vi.getTimerCount()).toBe(0)
      await vi.advanceTimersByTimeAsync(3_600_000)
      controller.abort('enough')

      expect(await failed).toBe('enough')
    } finally {
      vi.useRealTimers()
    }
  })

  test.each([2 ** 31, Infinity])('args: %s ms does not expire at once', async (timeout) => {
    vi.useFakeTimers()
    try {
      const failed = rejection(
        request(context({ fetch: answering(hanging).fetch, timeout }), undefined, call),
      )
      const settled = vi.fn()
      failed.finally(settled)

      await vi.advanceTimersByTimeAsync(2 ** 31 - 1)
      expect(settled).not.toHaveBeenCalled()
      await vi.advanceTimersByTimeAsync(1)
      expect(settled).toHaveBeenCalledTimes(timeout === Infinity ? 0 : 1)
    } finally {
      vi.useRealTimers()
    }
  })

  test('behavior: the timeout also applies when a signal is set', async () => {
    const { signal } = new AbortController()

    const error = await rejection(
      request(context({ fetch: answering(hanging).fetch, timeout: 15 }), undefined, {
        ...call,
        signal,
      }),
    )

    expect(error).toMatchObject({ name: 'ClerkNetworkError', code: 'timeout' })
  })

  test('behavior: the timeout also ends a fetch that ignores its signal', async () => {
    const error = await rejection(
      request(context({ fetch: answering(deaf).fetch, timeout: 15 }), undefined, call),
    )

    expect(error).toMatchObject({ code: 'timeout' })
  })

  test('behavior: the timeout aborts the fetch', async () => {
    const { fetch, received } = answering(hanging)

    await rejection(request(context({ fetch, timeout: 15 }), undefined, call))

    expect(received[0]?.init.signal?.aborted).toBe(true)
  })

  test.each([
    ['without', undefined],
    ['with', new AbortController().signal],
  ])('behavior: a body that stalls times out, %s a signal', async (_, signal) => {
    const baseUrl = await stalled()

    const error = await rejection(
      request(context({ baseUrl, timeout: 80 }), undefined, { ...call, signal }),
    )

    expect(error).toMatchObject({ name: 'ClerkNetworkError', code: 'timeout' })
  })

  test('behavior: each attempt has the whole timeout', async () => {
    const { fetch, received } = answering(hanging, hanging, json(200, 'there'))

    const value = await request(
      context({ fetch, timeout: 20, retry: 2, sleep: async () => {} }),
      undefined,
      call,
    )

    expect(value).toBe('there')
    expect(received).toHaveLength(3)
  })

  test('behavior: a POST that timed out is not retried', async () => {
    const { fetch, received } = answering(hanging, json(200, 'there'))

    const error = await rejection(
      request(context({ fetch, timeout: 15, retry: 2 }), undefined, { ...call, method: 'POST' }),
    )

    expect(error).toMatchObject({ code: 'timeout' })
    expect(received).toHaveLength(1)
  })

  test.each([
    ['an answer', () => Promise.resolve(json(200, {}))],
    ['a failure', () => Promise.reject(new TypeError('fetch failed'))],
  ])('behavior: no timer is left after %s', async (_, outcome) => {
    vi.useFakeTimers()
    try {
      await request(context({ fetch: answering(outcome).fetch }), undefined, call).catch(() => {})

      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  test('behavior: no timer is left when the body cannot be written as JSON', async () => {
    vi.useFakeTimers()
    try {
      const { fetch, received } = answering(json(200, {}))

      const error = await rejection(
        request(context({ fetch }), undefined, { ...call, method: 'POST', body: { size: 1n } }),
      )

      expect(error).toBeInstanceOf(ClerkConfigError)
      expect(error.message).toContain('params.size is a BigInt')
      expect(received).toEqual([])
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('signal', () => {
  const reason = new Error('the visitor has left')

  test('behavior: aborted before the start, no request is sent and no hook is called', async () => {
    const { fetch, received } = answering(json(200, {}))
    const onRequest = vi.fn()

    const error = await rejection(
      request(context({ fetch, onRequest }), undefined, {
        ...call,
        signal: AbortSignal.abort(reason),
      }),
    )

    expect(error).toBe(reason)
    expect(received).toEqual([])
    expect(onRequest).not.toHaveBeenCalled()
  })

  test('behavior: aborted by the hook of the request, no request is sent', async () => {
    const { fetch, received } = answering(json(200, {}))
    const controller = new AbortController()

    const error = await rejection(
      request(context({ fetch, onRequest: () => controller.abort(reason) }), undefined, {
        ...call,
        signal: controller.signal,
      }),
    )

    expect(error).toBe(reason)
    expect(received).toEqual([])
  })

  test.each([
    ['a fetch that listens', hanging],
    ['a fetch that ignores its signal', deaf],
  ])('behavior: aborted in flight, %s', async (_, outcome) => {
    const { fetch, received } = answering(outcome)
    const controller = new AbortController()

    const failed = rejection(
      request(context({ fetch, retry: 3 }), undefined, { ...call, signal: controller.signal }),
    )
    await vi.waitUntil(() => received.length === 1)
    controller.abort(reason)

    expect(await failed).toBe(reason)
    expect(received).toHaveLength(1)
    expect(received[0]?.init.signal?.aborted).toBe(true)
  })

  test('behavior: after an abort that fetch ignores, no timer and no listener is left', async () => {
    vi.useFakeTimers()
    try {
      const controller = new AbortController()
      const failed = rejection(
        request(context({ fetch: answering(deaf).fetch }), undefined, {
          ...call,
          signal: controller.signal,
        }),
      )
      expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1)
      controller.abort(reason)

      expect(await failed).toBe(reason)
      expect(vi.getTimerCount()).toBe(0)
      expect(getEventListeners(controller.signal, 'abort')).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })

  test('behavior: an abort while a body arrives rejects with the reason', async () => {
    const baseUrl = await stalled()
    const controller = new AbortController()

    const failed = rejection(
      request(context({ baseUrl }), undefined, { ...call, signal: controller.signal }),
    )
    setTimeout(() => controller.abort(reason), 60)

    expect(await failed).toBe(reason)
  })

  test('behavior: an abort during a wait rejects at once', async () => {
    const { fetch, received } = answering(refusal(429, 'too_many_requests', { 'retry-after': '5' }))
    const controller = new AbortController()
    const failed = rejection(
      request(
        context({
          fetch,
          retry: 2,
          onRetry: () => setTimeout(() => controller.abort(reason), 10),
        }),
        undefined,
        { ...call, signal: controller.signal },
      ),
    )

    expect(await time(() => failed)).toBeLessThan(1000)
    expect(await failed).toBe(reason)
    expect(received).toHaveLength(1)
  })

  test('behavior: when the hook of the retry aborts, there is no wait', async () => {
    const { fetch } = answering(refusal(429, 'too_many_requests', { 'retry-after': '5' }))
    const controller = new AbortController()
    const failed = rejection(
      request(context({ fetch, retry: 2, onRetry: () => controller.abort(reason) }), undefined, {
        ...call,
        signal: controller.signal,
      }),
    )

    expect(await time(() => failed)).toBeLessThan(1000)
    expect(await failed).toBe(reason)
  })

  test('behavior: a sleep of the context that ignores the signal leads to no further attempt', async () => {
    const { fetch, received } = answering(refusal(429, 'too_many_requests'))
    const controller = new AbortController()
    const sleep = async () => controller.abort(reason)

    const error = await rejection(
      request(context({ fetch, retry: 2, sleep }), undefined, {
        ...call,
        signal: controller.signal,
      }),
    )

    expect(error).toBe(reason)
    expect(received).toHaveLength(1)
  })

  test.each([
    ['the reason of the platform', undefined, 'AbortError'],
    ['a string', 'gone', undefined],
    ['null', null, undefined],
  ])('behavior: %s is passed on untouched', async (_, given, name) => {
    const controller = new AbortController()
    const failed = rejection(
      request(context({ fetch: answering(hanging).fetch }), undefined, {
        ...call,
        signal: controller.signal,
      }),
    )
    controller.abort(given)

    const error = await failed
    expect(error).toBe(controller.signal.reason)
    if (name) expect(error).toMatchObject({ name })
  })

  test('behavior: the timeout of a signal is not mistaken for ours', async () => {
    const error = await rejection(
      request(context({ fetch: answering(hanging).fetch }), undefined, {
        ...call,
        signal: AbortSignal.timeout(10),
      }),
    )

    expect(error).toMatchObject({ name: 'TimeoutError' })
    expect(error).not.toBeInstanceOf(ClerkNetworkError)
  })

  test('behavior: a signal that outlives many calls keeps no listener of them', async () => {
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const removed = vi.spyOn(signal, 'removeEventListener')
    const { fetch } = answering(
      refusal(429, 'too_many_requests', { 'retry-after': '0' }),
      json(200, 1),
    )

    await request(context({ fetch, retry: 1 }), undefined, { ...call, signal })

    const heard = added.mock.calls.map(([, listener]) => listener)
    const unheard = removed.mock.calls.map(([, listener]) => listener)
    expect(heard).toHaveLength(3)
    expect(unheard).toEqual(heard)
  })
})
