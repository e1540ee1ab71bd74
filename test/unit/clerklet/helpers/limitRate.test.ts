import {
  ClerkConfigError,
  type Context,
  createUser,
  getUser,
  limitRate,
  listUsers,
  paginate,
} from 'clerklet'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Slot } from '#clerklet/core/rateLimitTypes.ts'
import { rateLimits } from '#clerklet/limits/callSlot.ts'
import { emulate, NOON } from '#fixtures/emulator.ts'
import { answering, hanging, json, type Outcome, refusal } from '#fixtures/transport.ts'
import { virtualClock } from '#fixtures/virtualClock.ts'

const ids = (count: number) => Array.from({ length: count }, (_, index) => `user_${index}`)
const user = json(200, { id: 'user_1', object: 'user' })

/** Makes a context on a virtual clock. Records the milliseconds from its start to each request. */
function clocked(...outcomes: Outcome[]) {
  const { fetch } = answering(...outcomes)
  const clock = virtualClock(NOON)
  const sent: { at: number; path: string }[] = []
  const ctx: Context = {
    secretKey: 'sk_test_x',
    now: clock.now,
    sleep: clock.sleep,
    fetch: async (url, init) => {
      sent.push({
        at: clock.now() - NOON,
        path: new URL(url).pathname.slice('/v1/users/'.length),
      })
      return fetch(url, init)
    },
  }
  return { ctx, sent, clock }
}

/** Expects that no span of `per` milliseconds contains more than `requests` requests. */
function expectSpread(sent: { at: number }[], requests: number, per: number): void {
  sent.forEach(({ at }, index) => {
    const earlier = sent[index - requests]
    if (earlier) expect(at - earlier.at).toBeGreaterThanOrEqual(per)
  })
}

afterEach(() => {
  vi.useRealTimers()
})

test('default', async () => {
  const { ctx, sent } = clocked(user)
  const limited = limitRate(ctx, { requests: 2, per: 1000 })

  await Promise.all(ids(5).map((id) => getUser(limited, id)))

  // Two milliseconds more than `per`, because the clock and the timer may each be early by one millisecond.
  expect(sent.map(({ at }) => at)).toEqual([0, 0, 1002, 1002, 2004])
  expect(sent.map(({ path }) => path)).toEqual(ids(5))
})

test('behavior: no span contains more requests than allowed, at whatever times calls are made', async () => {
  const gaps = fc.array(fc.nat({ max: 700 }), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), gaps, async (requests, gaps) => {
      const { ctx, sent, clock } = clocked(user)
      const limited = limitRate(ctx, { requests, per: 1000 })
      const calls: Promise<unknown>[] = []

      for (const [index, gap] of gaps.entries()) {
        if (index % 3 === 0) await clock.sleep(gap)
        calls.push(getUser(limited, `user_${index}`))
      }
      await Promise.all(calls)

      expect(sent.map(({ path }) => path)).toEqual(ids(gaps.length))
      expectSpread(sent, requests, 1000)
    }),
    { numRuns: 50 },
  )
})

test('behavior: slots become free while no call is made', async () => {
  const { ctx, sent, clock } = clocked(user)
  const limited = limitRate(ctx, { requests: 2, per: 1000 })

  await Promise.all(ids(2).map((id) => getUser(limited, id)))
  clock.set(NOON + 5000)
  await Promise.all(ids(3).map((id) => getUser(limited, id)))

  expect(sent.map(({ at }) => at)).toEqual([0, 0, 5000, 5000, 6002])
})

test('behavior: a clock that is set back delays calls by at most a span', async () => {
  const { ctx, sent, clock } = clocked(user)
  const limited = limitRate(ctx, { requests: 1, per: 1000 })

  await getUser(limited, 'user_0')
  clock.set(NOON - 3_600_000)
  await getUser(limited, 'user_1')

  expect(sent.map(({ at }) => at)).toEqual([0, 1002 - 3_600_000])
})

test('behavior: a clock that is set back while a request is open delays calls by at most its lease', async () => {
  const { ctx, sent, clock } = clocked(hanging, user)
  const limited = limitRate(ctx, { requests: 1, per: 1000 })
  const controller = new AbortController()

  const stuck = getUser(limited, 'user_0', { signal: controller.signal }).catch(() => 'aborted')
  await clock.sleep(1)
  clock.set(NOON - 3_600_000)
  await getUser(limited, 'user_1')
  controller.abort()

  expect(await stuck).toBe('aborted')
  expect(sent.map(({ at }) => at)).toEqual([0, 32_002 - 3_600_000])
})

test('behavior: copies share the limit, and the original context has none', async () => {
  const { ctx, sent } = clocked(user)
  const limited = limitRate(ctx, { requests: 1, per: 1000 })
  const before = { ...ctx }

  await getUser({ ...limited, timeout: 5 }, 'user_0')
  await getUser({ ...limited, apiVersion: '2025-11-10' }, 'user_1')
  await getUser(ctx, 'user_2')

  expect(sent.map(({ at }) => at)).toEqual([0, 1002, 1002])
  expect(ctx).toEqual(before)
})

test('behavior: a call that is refused before it is sent takes no slot', async () => {
  const { ctx, sent } = clocked(user)
  const limited = limitRate(ctx, { requests: 1, per: 1000 })

  await expect(getUser(limited, '')).rejects.toBeInstanceOf(ClerkConfigError)
  await getUser(limited, 'user_1')

  expect(sent.map(({ at }) => at)).toEqual([0])
})

test('behavior: every page of a list is a request', async () => {
  const seed = { users: ids(5).map((id) => ({ id, username: id })) }
  const { strict, clock } = emulate({ seed })
  const limited = limitRate(strict, { requests: 1, per: 1000 })
  const found: string[] = []

  for await (const { id } of paginate(listUsers, limited, {}, { pageSize: 2 })) found.push(id)

  expect(found.sort()).toEqual(ids(5))
  expect(clock.now() - NOON).toBe(2004)
})

describe('repeats', () => {
  const busy = refusal(429, 'too_many_requests', { 'retry-after': '1' })

  test('behavior: a retry after a 429 keeps its slot', async () => {
    const { ctx, sent } = clocked(busy, user)
    const limited = limitRate(ctx, { requests: 1, per: 5000 })

    await Promise.all(ids(2).map((id) => getUser(limited, id)))

    expect(sent).toEqual([
      { at: 0, path: 'user_0' },
      { at: 1000, path: 'user_0' },
      { at: 6002, path: 'user_1' },
    ])
  })

  test('behavior: a retry keeps its place among the open requests', async () => {
    const { ctx, sent } = clocked(busy, user)
    const limited = limitRate(ctx, { requests: 10, per: 5000, concurrency: 1 })

    await Promise.all(ids(2).map((id) => getUser(limited, id)))

    expect(sent.map(({ path }) => path)).toEqual(['user_0', 'user_0', 'user_1'])
  })

  test('behavior: an abort while waiting for a retry releases the slot', async () => {
    const { ctx, sent } = clocked(busy, user)
    const limited = limitRate(ctx, { requests: 1, per: 5000 })
    const controller = new AbortController()
    const onRetry = () => queueMicrotask(() => controller.abort())

    const { signal } = controller
    const aborted = getUser({ ...limited, onRetry }, 'user_0', { signal }).catch(() => 'aborted')
    await getUser(limited, 'user_1')

    expect(await aborted).toBe('aborted')
    expect(sent.map(({ at }) => at)).toEqual([0, 5002])
  })

  test.each<[string, Outcome]>([
    ['a 503', refusal(503, 'service_unavailable', { 'retry-after': '1' })],
    ['a broken connection', new TypeError('fetch failed')],
  ])(
    'behavior: a retry after %s waits for a slot, as the API may have counted the first',
    async (_, outcome) => {
      const { ctx, sent } = clocked(outcome, user)
      const limited = limitRate(ctx, { requests: 1, per: 5000 })

      await getUser(limited, 'user_0')

      expect(sent[1]?.at).toBeGreaterThanOrEqual(5002)
    },
  )

  test('behavior: a call that rejects frees its slot for the next', async () => {
    const { ctx, sent } = clocked(refusal(422, 'form_param_nil'), user)
    const limited = limitRate(ctx, { requests: 1, per: 5000 })

    await expect(createUser(limited, {})).rejects.toMatchObject({ status: 422 })
    await getUser(limited, 'user_1')

    expect(sent.map(({ at }) => at)).toEqual([0, 5002])
  })
})

describe('several limits on one context', () => {
  test('behavior: all of them apply', async () => {
    const limit = fc.record({
      requests: fc.integer({ min: 1, max: 5 }),
      per: fc.integer({ min: 1, max: 2000 }),
    })
    await fc.assert(
      fc.asyncProperty(limit, limit, async (one, other) => {
        const { ctx, sent } = clocked(user)
        const limited = limitRate(limitRate(ctx, one), other)

        await Promise.all(ids(12).map((id) => getUser(limited, id)))

        expect(sent.map(({ path }) => path).sort()).toEqual(ids(12).sort())
        for (const { requests, per } of [one, other]) expectSpread(sent, requests, per)
      }),
      { numRuns: 40 },
    )
  })

  test('behavior: a call that waits for the limit of one user does not delay calls for others', async () => {
    const { ctx, sent } = clocked(user)
    const instance = limitRate(ctx, { requests: 3, per: 10_000 })
    const ofUser = limitRate(instance, { requests: 1, per: 10_000 })

    await Promise.all([
      ...ids(3).map(() => getUser(ofUser, 'user_0')),
      getUser(instance, 'user_1'),
      getUser(instance, 'user_2'),
    ])

    expect(sent.filter(({ at }) => at === 0).map(({ path }) => path)).toEqual(ids(3))
    expect(sent.map(({ at }) => at)).toEqual([0, 0, 0, 10_002, 20_004])
  })
})

describe('concurrency', () => {
  /** Makes a context whose responses take 300 ms. Records the largest number of requests that were open at the same time. */
  function counting() {
    const { ctx, clock, sent } = clocked(user)
    const requests = { open: 0, most: 0 }
    const fetch: Context['fetch'] = async (url, init) => {
      requests.most = Math.max(requests.most, ++requests.open)
      await clock.sleep(300)
      requests.open--
      return (ctx.fetch as typeof fetch)?.(url, init) as Promise<Response>
    }
    return { ctx: { ...ctx, fetch }, requests, sent, clock }
  }

  test('default', async () => {
    const { ctx, requests, clock } = counting()
    const limited = limitRate(ctx, { requests: 1000, per: 10_000 })

    await Promise.all(ids(250).map((id) => getUser(limited, id)))

    expect(requests.most).toBe(100)
    expect(clock.now() - NOON).toBe(900)
  })

  test.each([1, 3, Infinity])('args: %s', async (concurrency) => {
    const { ctx, requests, sent } = counting()
    const limited = limitRate(ctx, { requests: 1000, per: 10_000, concurrency })

    await Promise.all(ids(200).map((id) => getUser(limited, id)))

    expect(requests.most).toBe(Math.min(concurrency, 200))
    expect(sent.map(({ path }) => path)).toEqual(ids(200))
  })

  test('behavior: an abort frees its place at once', async () => {
    const { ctx, sent, clock } = clocked(hanging, user)
    const limited = limitRate(ctx, { requests: 10, per: 1000, concurrency: 1 })
    const controller = new AbortController()

    const stuck = getUser(limited, 'user_0', { signal: controller.signal }).catch(() => 'aborted')
    const next = getUser(limited, 'user_1')
    await clock.sleep(1)
    controller.abort()

    await Promise.all([stuck, next])
    expect(sent.map(({ at }) => at)).toEqual([0, 1])
  })

  test('behavior: rate and concurrency apply together', async () => {
    const { ctx, requests, sent } = counting()
    const limited = limitRate(ctx, { requests: 5, per: 1000, concurrency: 2 })

    await Promise.all(ids(20).map((id) => getUser(limited, id)))

    expect(requests.most).toBe(2)
    expectSpread(sent, 5, 1000)
  })
})

describe('slow hooks', () => {
  test('behavior: a request leaves within the limit when its hook outlives the slot', async () => {
    const { ctx, sent, clock } = clocked(user)
    let hooks = 0
    const onRequest = async () => {
      if (++hooks === 1) await clock.sleep(10_000)
    }
    const limited = limitRate({ ...ctx, timeout: 1000, onRequest }, { requests: 1, per: 1000 })

    const slow = getUser(limited, 'user_slow')
    await clock.sleep(9_500)
    await Promise.all([slow, getUser(limited, 'user_late')])

    expect(sent.map(({ path }) => path)).toEqual(['user_late', 'user_slow'])
    expectSpread(sent, 1, 1000)
  })

  test.each(['onResponse', 'onRetry'])(
    'behavior: a slow %s does not count as an open request',
    async (hook) => {
      const { ctx, sent, clock } = clocked(hook === 'onRetry' ? refusal(503, 'x') : user, user)
      const waiting = { ...ctx, [hook]: () => clock.sleep(5000) }
      const limited = limitRate(waiting, { requests: 10, per: 1000, concurrency: 1 })

      await Promise.all(['user_1', 'user_2'].map((id) => getUser(limited, id)))

      expect(sent.slice(0, 2)).toEqual([
        { at: 0, path: 'user_1' },
        { at: 0, path: 'user_2' },
      ])
    },
  )
})

describe('waiting', () => {
  test('behavior: waiting does not count toward the timeout', async () => {
    const { ctx, sent } = clocked(user)
    const limited = limitRate(ctx, { requests: 1, per: 60_000 })

    await getUser(limited, 'user_0', { timeout: 20 })
    await getUser(limited, 'user_1', { timeout: 20 })

    expect(sent.map(({ at }) => at)).toEqual([0, 60_002])
  })

  test('behavior: waiting is not part of the deadline', async () => {
    const busy = refusal(503, 'service_unavailable', { 'retry-after': '2' })
    const { ctx, sent } = clocked(user, busy, user)
    const limited = limitRate(ctx, { requests: 1, per: 120_000 })

    await getUser(limited, 'user_0')
    await getUser(limited, 'user_1', { retry: { deadline: 3000 } })

    expect(sent.map(({ at }) => at)).toEqual([0, 120_002, 240_004])
  })

  test('behavior: an abort ends the wait with its reason, and takes no slot', async () => {
    const { ctx, sent } = clocked(user)
    const limited = limitRate(ctx, { requests: 1, per: 1000 })
    const [controller, reason] = [new AbortController(), new Error('enough')]

    await getUser(limited, 'user_0')
    const aborted = ids(3)
      .slice(1)
      .map((id) => getUser(limited, id, { signal: controller.signal }).catch((error) => error))
    const last = getUser(limited, 'user_3')
    controller.abort(reason)

    expect(await Promise.all(aborted)).toEqual([reason, reason])
    await last
    expect(sent).toEqual([
      { at: 0, path: 'user_0' },
      { at: 1002, path: 'user_3' },
    ])
  })

  test('behavior: an aborted call keeps the order of those behind it', async () => {
    const { ctx, sent } = clocked(user)
    const limited = limitRate(ctx, { requests: 1, per: 1000 })
    const controller = new AbortController()

    const calls = ids(5).map((id, index) =>
      getUser(limited, id, index === 2 ? { signal: controller.signal } : {}).catch(() => 'aborted'),
    )
    controller.abort()
    await Promise.all(calls)

    expect(sent).toEqual([
      { at: 0, path: 'user_0' },
      { at: 1002, path: 'user_1' },
      { at: 2004, path: 'user_3' },
      { at: 3006, path: 'user_4' },
    ])
  })

  test('behavior: a request without response holds its slot until a second after its timeout', async () => {
    const { ctx, sent } = clocked(hanging, user)
    const limited = limitRate(ctx, { requests: 2, per: 1000 })
    const controller = new AbortController()
    const options = { timeout: 5000, signal: controller.signal }

    const stuck = getUser(limited, 'user_0', options).catch(() => 'aborted')
    await Promise.all([1, 2, 3].map((n) => getUser(limited, `user_${n}`)))
    await Promise.all([4, 5, 6, 7].map((n) => getUser(limited, `user_${n}`)))
    controller.abort()

    expect(await stuck).toBe('aborted')
    expect(sent.map(({ at }) => at)).toEqual([0, 0, 1002, 2004, 3006, 4008, 5010, 6012])
  })

  test('behavior: an aborted request may still arrive within a second', async () => {
    const { ctx, sent, clock } = clocked(hanging, user)
    const limited = limitRate(ctx, { requests: 1, per: 5000 })
    const controller = new AbortController()

    const aborted = getUser(limited, 'user_0', { signal: controller.signal }).catch(() => 'aborted')
    await clock.sleep(10)
    controller.abort()
    await aborted
    await getUser(limited, 'user_1')

    expect(sent.map(({ at }) => at)).toEqual([0, 6012])
  })

  test('behavior: a sleep that returns at once causes no busy loop', async () => {
    const { ctx, sent } = clocked(user)
    const limited = limitRate({ ...ctx, sleep: async () => {} }, { requests: 1, per: 1000 })

    await Promise.all(ids(3).map((id) => getUser(limited, id)))

    expect(sent).toHaveLength(3)
  })

  test('error: a failing sleep ends the call, and later calls continue', async () => {
    const { ctx, sent } = clocked(user)
    const broken = new Error('no timers here')
    const limited = limitRate(ctx, { requests: 1, per: 1000 })

    await getUser(limited, 'user_0')
    const sleep = () => Promise.reject(broken)
    const failed = getUser({ ...limited, sleep }, 'user_1').catch((error) => error)
    await getUser(limited, 'user_2')

    expect(await failed).toBe(broken)
    expect(sent.map(({ path }) => path)).toEqual(['user_0', 'user_2'])
  })
})

describe('a call that is cancelled with its request', () => {
  /** Makes a context on Vitest's clock, whose fetch never responds for the ids in `dying`. Records when requests are sent. */
  function isolate(dying: string[]) {
    vi.useFakeTimers()
    const sent: { at: number; path: string }[] = []
    const started = Date.now()
    const ctx: Context = {
      secretKey: 'sk_test_x',
      fetch: (url) => {
        const path = new URL(url).pathname.slice('/v1/users/'.length)
        sent.push({ at: Date.now() - started, path })
        return dying.includes(path) ? new Promise(() => {}) : Promise.resolve(user.clone())
      },
    }
    return { ctx, sent }
  }
  /** Makes a context in which no wait ever ends, as after the incoming request was cancelled. */
  const cancelled = (ctx: Context): Context => ({ ...ctx, sleep: () => new Promise(() => {}) })
  /** Makes a call for an incoming request that is then cancelled, so that the timers of the call never fire. */
  const dying = async (make: () => Promise<unknown>) => {
    const timers = vi.spyOn(globalThis, 'setTimeout').mockReturnValue(0 as never)
    make().catch(() => {})
    for (let n = 0; n < 20; n++) await Promise.resolve()
    timers.mockRestore()
  }

  test('behavior: while it waits, it delays others by its turn', async () => {
    const { ctx, sent } = isolate([])
    const limited = limitRate(ctx, { requests: 1, per: 5000 })
    await getUser(limited, 'user_0')
    getUser(cancelled(limited), 'user_dead')

    const calls = [1, 2].map((n) => getUser(limited, `user_${n}`))
    await vi.advanceTimersByTimeAsync(60_000)
    await Promise.all(calls)

    expect(sent.map(({ at }) => at)).toEqual([0, 10_004, 15_006])
  })

  test('behavior: it delays the others by at most a second after its turn', async () => {
    const { ctx, sent } = isolate([])
    const limited = limitRate(ctx, { requests: 1, per: 100 })
    await getUser(limited, 'user_0')
    getUser(cancelled(limited), 'user_dead')

    const calls = [1, 2].map((n) => getUser(limited, `user_${n}`))
    await vi.advanceTimersByTimeAsync(60_000)
    await Promise.all(calls)

    expect(sent).toHaveLength(3)
    expect(sent[1]?.at).toBeLessThan(1300)
  })

  test('behavior: it delays no call when its turn has long passed', async () => {
    const { ctx, sent } = isolate([])
    const limited = limitRate(ctx, { requests: 1, per: 10 })
    await getUser(limited, 'user_0')
    getUser(cancelled(limited), 'user_dead')
    await vi.advanceTimersByTimeAsync(1100)

    await getUser(limited, 'user_1')

    expect(sent.map(({ at }) => at)).toEqual([0, 1100])
  })

  test.each([
    [5000, 5000],
    [0, 30_000],
    [Infinity, 30_000],
  ])(
    'behavior: with an open request and timeout %s its slot is free a second after %i ms',
    async (timeout, lease) => {
      const { ctx, sent } = isolate(['user_dead'])
      const limited = limitRate({ ...ctx, timeout }, { requests: 1, per: 1000 })
      await dying(() => getUser(limited, 'user_dead'))

      const call = getUser(limited, 'user_1')
      await vi.advanceTimersByTimeAsync(60_000)
      await call

      expect(sent.map(({ at }) => at)).toEqual([0, lease + 2002])
    },
  )

  test('behavior: a cancelled call no longer counts as an open request', async () => {
    const { ctx, sent } = isolate(['user_dead'])
    const limit = { requests: 100, per: 1000, concurrency: 1 }
    const limited = limitRate({ ...ctx, timeout: 5000 }, limit)
    await dying(() => getUser(limited, 'user_dead'))

    const calls = [1, 2].map((n) => getUser(limited, `user_${n}`))
    await vi.advanceTimersByTimeAsync(60_000)
    await Promise.all(calls)

    expect(sent.map(({ at }) => at)).toEqual([0, 6000, 6000])
  })

  test('behavior: a cancelled call that waits for a place delays the next by two seconds', async () => {
    const { ctx, sent } = isolate([])
    const fetch: Context['fetch'] = async (url, init) => {
      await new Promise((resolve) => setTimeout(resolve, 10))
      return (ctx.fetch as NonNullable<Context['fetch']>)(url, init)
    }
    const limited = limitRate({ ...ctx, fetch }, { requests: 100, per: 1000, concurrency: 1 })
    /**
     * The rate limits of `limited`, except that no call can wake a waiting call, as when the request of the waiting call was
     * cancelled.
     */
    const deaf = (limited.limits?.all ?? []).map((limit) => ({
      ...limit,
      leavesAt: (slot: Slot, now: number) => {
        Object.defineProperty(slot, 'wake', { get: () => () => {}, set: () => {} })
        return limit.leavesAt(slot, now)
      },
    }))
    const first = getUser(limited, 'user_0')
    await vi.advanceTimersByTimeAsync(1)
    await dying(() => getUser({ ...limited, limits: rateLimits(deaf) }, 'user_dead'))

    const second = getUser(limited, 'user_1')
    await vi.advanceTimersByTimeAsync(60_000)
    await Promise.all([first, second])

    expect(sent).toEqual([
      { at: 10, path: 'user_0' },
      { at: 2011, path: 'user_1' },
    ])
  })
})

test.each([
  [0, 1000],
  [1.5, 1000],
  [Number.NaN, 1000],
  [Infinity, 1000],
  [1, 0],
  [1, -1],
  [1, Infinity],
  [undefined, undefined],
  ['2', 1000],
  [Symbol('2'), 1000],
  [2, '1000'],
])('error: %s requests per %s ms', (requests, per) => {
  const options = { requests, per } as { requests: number; per: number }
  expect(() => limitRate({}, options)).toThrow(ClerkConfigError)
})

test.each([0, -1, 1.5, Number.NaN, '5', null])('error: a concurrency of %j', (concurrency) => {
  const limit = { requests: 1, per: 1000, concurrency: concurrency as number }

  expect(() => limitRate({}, limit)).toThrow('concurrency of limitRate')
})

test.each([[[{}]], [7], [{}]])('error: limits that limitRate did not make: %j', async (limits) => {
  const { ctx, sent } = clocked(user)

  const call = getUser({ ...ctx, limits: limits as Context['limits'] }, 'user_1')

  await expect(call).rejects.toThrow('ctx.limits was not made by limitRate')
  expect(sent).toEqual([])
})
