import { getUser, limitRate, mergeUserMetadata } from 'clerklet'
import { createEmulator } from 'clerklet-emulator'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Clock, createClock, setClock } from '#emulator/core/clock.ts'
import { emulate, NOON } from '#fixtures/emulator.ts'

const seed = { users: [{ id: 'user_ada', username: 'ada' }] }

const seconds = (clock: Clock) => (clock.now() - NOON) / 1000

// Stops the real time, which would move a running clock.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
})
afterEach(() => {
  vi.useRealTimers()
})

describe.each([
  ['stands still', NOON],
  ['runs', undefined],
])('a clock that %s', (_, start) => {
  test('behavior: concurrent sleeps overlap, and each ends at its own time', async () => {
    const clock = createClock(start)
    const ends: [number, number][] = []
    const sleep = (ms: number) => clock.sleep(ms).then(() => ends.push([ms, seconds(clock)]))

    await Promise.all([sleep(7000), sleep(5000), sleep(5000), sleep(90_000)])

    expect(ends).toEqual([
      [5000, 5],
      [5000, 5],
      [7000, 7],
      [90_000, 90],
    ])
  })

  test('behavior: consecutive sleeps add up', async () => {
    const clock = createClock(start)

    await clock.sleep(5000)
    await clock.sleep(7000)

    expect(seconds(clock)).toBe(12)
  })

  test('behavior: a sleep during another one starts at the current time of the clock', async () => {
    const clock = createClock(start)
    const ends: [string, number][] = []
    const note = (name: string) => () => ends.push([name, seconds(clock)])
    const chain = async () => {
      await clock.sleep(3000)
      note('3 s')()
      await clock.sleep(4000)
      note('4 s more')()
      await clock.sleep(4000)
      note('8 s more')()
    }

    await Promise.all([clock.sleep(10_000).then(note('10 s')), chain()])

    expect(ends).toEqual([
      ['3 s', 3],
      ['4 s more', 7],
      ['10 s', 10],
      ['8 s more', 11],
    ])
  })

  test('behavior: an aborted sleep rejects with the reason, and does not move the clock', async () => {
    const clock = createClock(start)
    const controller = new AbortController()
    const reason = new Error('no longer wanted')
    const aborted = clock.sleep(60_000, controller.signal)
    const other = clock.sleep(5000).then(() => controller.abort(reason))

    await expect(aborted).rejects.toBe(reason)
    await other
    await clock.sleep(1000)

    expect(seconds(clock)).toBe(6)
    await expect(clock.sleep(1000, controller.signal)).rejects.toBe(reason)
    expect(seconds(clock)).toBe(6)
  })

  test('behavior: advance ends the sleeps that are due, and the others end at their own times', async () => {
    const clock = createClock(start)
    const ends: number[] = []
    const sleeps = [9000, 5000, 4000].map((ms) =>
      clock.sleep(ms).then(() => ends.push(ms, seconds(clock))),
    )

    clock.advance(6000)
    await Promise.all(sleeps)

    expect(ends).toEqual([4000, 6, 5000, 6, 9000, 9])
  })

  test('behavior: a sleep of 0 ms does not move the clock', async () => {
    const clock = createClock(start)
    await clock.sleep(0)
    expect(clock.advanced()).toBe(0)
  })

  test('behavior: an endless sleep ends when it is aborted, and delays no other sleep', async () => {
    const clock = createClock(start)
    const controller = new AbortController()
    const endless = clock.sleep(Number.POSITIVE_INFINITY, controller.signal)

    await clock.sleep(1000)
    controller.abort(new Error('enough'))

    await expect(endless).rejects.toThrow('enough')
    expect(seconds(clock)).toBe(1)
  })

  test('behavior: setting the clock ends earlier sleeps, which do not move it', async () => {
    const clock = createClock(start)
    const sleep = clock.sleep(60_000)

    setClock(clock, { now: NOON, advanced: 0 })
    await sleep

    expect(clock.advanced()).toBe(0)
  })
})

test('behavior: a sleep removes its listener from the signal', async () => {
  const clock = createClock(NOON)
  const { signal } = new AbortController()
  const added = vi.spyOn(signal, 'addEventListener')
  const removed = vi.spyOn(signal, 'removeEventListener')

  await clock.sleep(1000, signal)

  expect(removed).toHaveBeenCalledTimes(added.mock.calls.length)
})

test('behavior: the fake timers of a test runner do not block sleeps', async () => {
  vi.useFakeTimers()
  const clock = createClock(NOON)

  await Promise.all([clock.sleep(5000), clock.sleep(7000)])

  expect(clock.advanced()).toBe(7000)
})

test('behavior: sleeps work in a runtime without message channels', async () => {
  vi.stubGlobal('MessageChannel', undefined)
  const clock = createClock(NOON)

  await Promise.all([clock.sleep(5000), clock.sleep(7000)])

  expect(clock.advanced()).toBe(7000)
  vi.unstubAllGlobals()
})

test.each([-1, Number.NaN])('error: a sleep of %d ms', async (milliseconds) => {
  await expect(createClock(NOON).sleep(milliseconds)).rejects.toThrow('A duration must be')
})

test.each([Number.POSITIVE_INFINITY, 8.64e15, '1000000000d'])(
  'error: moving the clock by %s, past the last valid date',
  (by) => {
    const clock = createClock(NOON)
    expect(() => clock.advance(by)).toThrow(/^The clock cannot be moved/)
    expect(clock.advanced()).toBe(0)
  },
)

test('behavior: calls that are refused at the same time wait concurrently', async () => {
  const { ctx, clock, faults } = emulate({ seed })
  faults.push({ route: 'GET /v1/users/*', status: 429, retryAfter: 10, count: 7 })

  await Promise.all(Array.from({ length: 7 }, () => getUser(ctx, 'user_ada')))

  expect(clock.advanced()).toBe(10_000)
})

test('behavior: with a limit of 20 calls in 10 seconds, 60 concurrent calls take 20 seconds', async () => {
  const { ctx, clock, requests } = emulate({ seed, limits: { instance: 20 } })

  await Promise.all(Array.from({ length: 60 }, () => getUser(ctx, 'user_ada')))

  expect(clock.advanced()).toBe(20_000)
  expect(requests.filter(({ status }) => status === 200)).toHaveLength(60)
})

test.each([
  ['stands still', NOON],
  ['runs', undefined],
])('behavior: calls of limitRate are never refused, with a clock that %s', async (_, now) => {
  const { ctx, clock, requests } = createEmulator({ seed, now, limits: { instance: 20 } })
  const limited = limitRate(ctx, { requests: 20, per: 10_000 })

  await Promise.all(Array.from({ length: 60 }, () => getUser(limited, 'user_ada')))

  expect(requests.map(({ status }) => status)).toEqual(Array(60).fill(200))
  // `limitRate` waits twice, each time two milliseconds longer, because the clock and the timer may each be one millisecond
  // early.
  expect(seconds(clock)).toBe(20.004)
})

test('behavior: limitRate also keeps the limit for one user', async () => {
  const { ctx, requests } = emulate({ seed, limits: true })
  const limited = limitRate(ctx, { requests: 10, per: 10_000 })

  await Promise.all(
    Array.from({ length: 35 }, (_, i) =>
      mergeUserMetadata(limited, 'user_ada', { public_metadata: { i } }),
    ),
  )

  expect(requests.map(({ status }) => status)).toEqual(Array(35).fill(200))
})

test('behavior: the clock does not move while a request is in progress', async () => {
  const { ctx, clock, signIn } = emulate({ seed })
  const { session } = await signIn('user_ada')
  const begun = clock.now()
  const { post } = calls(ctx)

  const [minted] = await Promise.all([
    post(`/v1/sessions/${session.id}/tokens`).then(() => clock.now()),
    clock.sleep(10_000),
  ])

  // The request takes several turns of the event loop, because it signs a token. `clock.sleep` must not end before the request.
  expect(minted).toBe(begun)
})

test('behavior: a request can wait for a sleep without a deadlock', async () => {
  const emulator = emulate({
    seed,
    fetch: async () => {
      await emulator.clock.sleep(1000)
      return new Response(null, { status: 204 })
    },
  })
  const body = new ReadableStream({
    async pull(controller) {
      await emulator.clock.sleep(1000)
      controller.enqueue(new TextEncoder().encode('{"username":"grace"}'))
      controller.close()
    },
  })
  const answer = await emulator.fetch('https://api.clerk.com/v1/users', {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.ctx.secretKey}` },
    body,
    duplex: 'half',
  } as RequestInit)

  expect(answer.status).toBe(200)
})

test('behavior: a sleep is not delayed by the latency of a fault', async () => {
  const { ctx, clock, faults } = emulate({ seed })
  faults.push({ route: 'GET /v1/users/*', latency: 60_000 })
  const controller = new AbortController()
  const slow = getUser(ctx, 'user_ada', { signal: controller.signal })

  await clock.sleep(1000)

  controller.abort(new Error('enough'))
  await expect(slow).rejects.toThrow('enough')
})

function calls(ctx: { secretKey: string; fetch: typeof fetch }) {
  const headers = { authorization: `Bearer ${ctx.secretKey}` }
  return {
    post: (path: string) =>
      ctx.fetch(`https://api.clerk.com${path}`, { method: 'POST', headers, body: '{}' }),
  }
}
