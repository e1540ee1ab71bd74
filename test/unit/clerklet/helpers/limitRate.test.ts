import { ClerkConfigError, type Context, getUser, limitRate, listUsers, paginate } from 'clerklet'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'
import { answering, hanging, json, type Outcome, refusal } from '#fixtures/transport.ts'

const ids = (count: number) => Array.from({ length: count }, (_, index) => `user_${index}`)
const user = json(200, { id: 'user_1', object: 'user' })

/** A context whose clock goes on when all wait for it, and when each request was sent, from its start. */
function clocked(...outcomes: Outcome[]) {
  const { fetch, received } = answering(...outcomes)
  const sent: { at: number; path: string }[] = []
  const clock = { now: 0 }
  const sleepers: { end: number; wake: () => void }[] = []
  const wakeNext = () => {
    const next = sleepers.sort((a, b) => a.end - b.end).shift()
    clock.now = Math.max(clock.now, next?.end ?? 0)
    next?.wake()
  }
  const ctx: Context = {
    secretKey: 'sk_test_x',
    now: () => NOON + clock.now,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers.push({ end: clock.now + milliseconds, wake })
        setImmediate(wakeNext)
      }),
    fetch: async (url, init) => {
      sent.push({ at: clock.now, path: new URL(url).pathname.slice('/v1/users/'.length) })
      return fetch(url, init)
    },
  }
  return { ctx, sent, received, clock }
}

/** No span of `per` holds more than `requests`. */
function expectSpread(sent: { at: number }[], requests: number, per: number): void {
  sent.forEach(({ at }, index) => {
    const earlier = sent[index - requests]
    if (earlier) expect(at - earlier.at).toBeGreaterThanOrEqual(per)
  })
}

test('default', async () => {
  const { ctx, sent } = clocked(user)
  const limited = limitRate(ctx, { requests: 2, per: 1000 })

  await Promise.all(ids(5).map((id) => getUser(limited, id)))

  expect(sent.map(({ at }) => at)).toEqual([0, 0, 1000, 1000, 2000])
  expect(sent.map(({ path }) => path)).toEqual(ids(5))
})

test('behavior: no span holds more than allowed, whenever the calls come', async () => {
  const gaps = fc.array(fc.nat({ max: 700 }), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), gaps, async (requests, gaps) => {
      const { ctx, sent, clock } = clocked(user)
      const limited = limitRate(ctx, { requests, per: 1000 })

      const calls = gaps.map((gap, index) => {
        if (index % 3 === 0) clock.now += gap
        return getUser(limited, `user_${index}`)
      })
      await Promise.all(calls)

      expect(sent.map(({ path }) => path)).toEqual(ids(gaps.length))
      expectSpread(sent, requests, 1000)
    }),
  )
})

test('behavior: tokens come back while nobody calls', async () => {
  const { ctx, sent, clock } = clocked(user)
  const limited = limitRate(ctx, { requests: 2, per: 1000 })

  await Promise.all(ids(2).map((id) => getUser(limited, id)))
  clock.now = 5000
  await Promise.all(ids(3).map((id) => getUser(limited, id)))

  expect(sent.map(({ at }) => at)).toEqual([0, 0, 5000, 5000, 6000])
})

test('behavior: a clock that is set back costs a span at the most', async () => {
  const { ctx, sent, clock } = clocked(user)
  const limited = limitRate(ctx, { requests: 1, per: 1000 })

  await getUser(limited, 'user_0')
  clock.now = -3_600_000
  await getUser(limited, 'user_1')

  expect(sent.map(({ at }) => at)).toEqual([0, -3_599_000])
})

test('behavior: contexts made of it share the limit, the one it is made of is free', async () => {
  const { ctx, sent } = clocked(user)
  const limited = limitRate(ctx, { requests: 1, per: 1000 })
  const before = { ...ctx }

  await getUser({ ...limited, timeout: 5 }, 'user_0')
  await getUser({ ...limited, apiVersion: '2025-11-10' }, 'user_1')
  await getUser(ctx, 'user_2')

  expect(sent.map(({ at }) => at)).toEqual([0, 1000, 1000])
  expect(ctx).toEqual(before)
})

test('behavior: a repeat is a request, too, and waits its turn', async () => {
  const { ctx, sent } = clocked(refusal(429, 'too_many_requests', { 'retry-after': '1' }), user)
  const limited = limitRate(ctx, { requests: 1, per: 5000 })

  await getUser(limited, 'user_1')

  expect(sent.map(({ at }) => at)).toEqual([0, 5000])
})

test('behavior: what is refused before it is sent takes no turn', async () => {
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
  expect(clock.now() - NOON).toBe(2000)
})

test('behavior: one limit on top of another holds both', async () => {
  const limit = fc.record({
    requests: fc.integer({ min: 1, max: 5 }),
    per: fc.integer({ min: 1, max: 2000 }),
  })
  await fc.assert(
    fc.asyncProperty(limit, limit, async (one, other) => {
      const { ctx, sent } = clocked(user)
      const limited = limitRate(limitRate(ctx, one), other)

      await Promise.all(ids(12).map((id) => getUser(limited, id)))

      expect(sent.map(({ path }) => path)).toEqual(ids(12))
      for (const { requests, per } of [one, other]) expectSpread(sent, requests, per)
    }),
  )
})

describe('waiting', () => {
  test('behavior: it is not part of the time-out', async () => {
    const { fetch } = answering(user)
    const limited = limitRate({ secretKey: 'sk_test_x', fetch }, { requests: 1, per: 60 })

    await getUser(limited, 'user_1', { timeout: 20 })
    const second = getUser(limited, 'user_1', { timeout: 20 })

    await expect(second).resolves.toMatchObject({ id: 'user_1' })
  })

  test('behavior: it is not part of the deadline', async () => {
    const busy = refusal(429, 'too_many_requests', { 'retry-after': '2' })
    const { ctx, sent } = clocked(user, busy, user)
    const limited = limitRate(ctx, { requests: 1, per: 120_000 })

    await getUser(limited, 'user_0')
    await getUser(limited, 'user_1', { retry: { deadline: 3000 } })

    expect(sent.map(({ at }) => at)).toEqual([0, 120_000, 240_000])
  })

  test('behavior: an abort ends it with its own reason, and takes no token', async () => {
    const { fetch, received } = answering(user)
    const limited = limitRate({ secretKey: 'sk_test_x', fetch }, { requests: 1, per: 40 })
    const [controller, reason] = [new AbortController(), new Error('enough')]

    await getUser(limited, 'user_0')
    const aborted = [1, 2].map((n) =>
      getUser(limited, `user_${n}`, { signal: controller.signal }).catch((error) => error),
    )
    const last = getUser(limited, 'user_3')
    controller.abort(reason)

    expect(await Promise.all(aborted)).toEqual([reason, reason])
    expect(received).toHaveLength(1)
    await last
    expect(received.map(({ url }) => url.pathname)).toEqual([
      '/v1/users/user_0',
      '/v1/users/user_3',
    ])
  })

  test('behavior: whoever gives up in the middle lets nobody overtake', async () => {
    const { ctx, sent } = clocked(user)
    let wake: (() => void) | undefined
    const sleep = () => new Promise<void>((resolve) => (wake = resolve))
    const limited = limitRate({ ...ctx, sleep }, { requests: 1, per: 1000 })
    const controller = new AbortController()

    await getUser(limited, 'user_0')
    const first = getUser(limited, 'user_1')
    const second = getUser(limited, 'user_2', { signal: controller.signal }).catch(() => 'aborted')
    const third = getUser(limited, 'user_3')
    controller.abort()

    expect(await second).toBe('aborted')
    expect(sent).toHaveLength(1)
    wake?.()
    await first
    expect(sent.map(({ path }) => path)).toEqual(['user_0', 'user_1'])
    wake?.()
    await third
    expect(sent.map(({ path }) => path)).toEqual(['user_0', 'user_1', 'user_3'])
  })

  test('behavior: a request that hangs holds nobody up', async () => {
    const { ctx, sent } = clocked(hanging, user)
    const limited = limitRate(ctx, { requests: 1, per: 1000 })
    const controller = new AbortController()

    const stuck = getUser(limited, 'user_0', { signal: controller.signal }).catch(() => 'aborted')
    await getUser(limited, 'user_1')
    controller.abort()

    expect(await stuck).toBe('aborted')
    expect(sent.map(({ at }) => at)).toEqual([0, 1000])
  })

  test('behavior: a signal that was aborted before waits for nothing', async () => {
    const { ctx, clock } = clocked(user)
    const turn = limitRate(ctx, { requests: 1, per: 1000 }).turn
    const reason = new Error('enough')

    await turn?.()

    await expect(turn?.(AbortSignal.abort(reason))).rejects.toBe(reason)
    expect(clock.now).toBe(0)
  })
})

describe('a call that died with its request', () => {
  /** A context whose first wait never ends, as when the request that waits is cancelled. */
  function abandoned() {
    const { fetch, received } = answering(user)
    let isFirst = true
    const ctx: Context = {
      secretKey: 'sk_test_x',
      fetch,
      sleep: (milliseconds) => {
        if (!isFirst) return new Promise((resolve) => setTimeout(resolve, milliseconds))
        isFirst = false
        return new Promise(() => {})
      },
    }
    return { ctx, received }
  }

  test('behavior: it holds the others up for a second beyond its turn', async () => {
    const { ctx, received } = abandoned()
    const limited = limitRate(ctx, { requests: 1, per: 100 })
    await getUser(limited, 'user_0')
    getUser(limited, 'user_dead')
    const started = performance.now()

    await Promise.all([getUser(limited, 'user_1'), getUser(limited, 'user_2')])

    expect(performance.now() - started).toBeGreaterThan(1_000)
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(received.map(({ url }) => url.pathname.slice('/v1/users/'.length))).toEqual([
      'user_0',
      'user_1',
      'user_2',
    ])
  })

  test('behavior: it holds nothing up when its turn is long past', async () => {
    const { ctx } = abandoned()
    const limited = limitRate(ctx, { requests: 1, per: 10 })
    await getUser(limited, 'user_0')
    getUser(limited, 'user_dead')
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    const started = performance.now()

    await getUser(limited, 'user_1')

    expect(performance.now() - started).toBeLessThan(500)
  })

  test('behavior: its turn counts', async () => {
    const { ctx } = abandoned()
    const limited = limitRate(ctx, { requests: 1, per: 1_500 })
    await getUser(limited, 'user_0')
    getUser(limited, 'user_dead')
    const started = performance.now()

    await getUser(limited, 'user_1')

    expect(performance.now() - started).toBeGreaterThan(2_900)
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
