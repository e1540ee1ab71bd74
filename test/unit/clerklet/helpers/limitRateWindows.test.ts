import { type Context, getUser, limitRate } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { seeded } from '#fixtures/random.ts'
import { json } from '#fixtures/transport.ts'
import { type VirtualClock, virtualClock } from '#fixtures/virtualClock.ts'

interface Limit {
  requests: number
  per: number
}

/** The documented rate limits of a development and of a production instance. */
const DEVELOPMENT: Limit = { requests: 100, per: 10_000 }
const PRODUCTION: Limit = { requests: 1000, per: 10_000 }

/** Counts the requests that an API refuses. `arrivals` are the times of all requests, in ascending order. */
type Window = (arrivals: number[], limit: Limit) => number

/** Counts refused requests in windows without gaps between them. At the first request, `share` of a window has passed. */
const fixed =
  (share: number): Window =>
  (arrivals, { requests, per }) => {
    const start = (arrivals[0] ?? 0) - share * per
    const counts = new Map<number, number>()
    return arrivals.filter((time) => {
      const window = Math.floor((time - start) / per)
      counts.set(window, (counts.get(window) ?? 0) + 1)
      return (counts.get(window) ?? 0) > requests
    }).length
  }

const windows: Record<string, Window> = {
  fixed: fixed(0),
  'fixed at half time': fixed(0.5),
  /** Counts as the emulator does: a window begins with the first request after the last window. */
  'on demand': (arrivals, { requests, per }) => {
    let window = { start: -Infinity, count: 0 }
    return arrivals.filter((time) => {
      if (time >= window.start + per) window = { start: time, count: 0 }
      return ++window.count > requests
    }).length
  },
  sliding: (arrivals, { requests, per }) =>
    arrivals.filter((time, index) => time - (arrivals[index - requests] ?? -Infinity) < per).length,
}

/** Counts the requests that an API with each kind of window refuses. */
const refusals = (arrivals: number[], limit: Limit) =>
  Object.fromEntries(
    Object.entries(windows).map(([name, window]) => [name, window(arrivals, limit)]),
  )
const none = { fixed: 0, 'fixed at half time': 0, 'on demand': 0, sliding: 0 }

/** Computes the share of the allowed rate that the requests use. The first burst of requests is left out. */
function rateOf(arrivals: number[], { requests, per }: Limit): number {
  const [first = 0, last = 0] = [arrivals[requests - 1], arrivals.at(-1)]
  return (arrivals.length - requests) / ((last - first) / per) / requests
}

/** Returns the milliseconds that a request and its response take. */
type Delays = (random: () => number) => [request: number, response: number]

const networks: [string, Delays][] = [
  ['round trips of 1 ms', () => [0.5, 0.5]],
  ['requests that take 499 ms', () => [499, 1]],
  ['responses that take 499 ms', () => [1, 499]],
  ['round trips of 1 to 500 ms', (random) => [0.5 + 249 * random(), 0.5 + 250 * random()]],
  ['requests of 1 or 499 ms', (random) => [random() < 0.5 ? 1 : 499, 1]],
  ['responses of 1 or 499 ms', (random) => [1, random() < 0.5 ? 1 : 499]],
]

/** Makes `count` calls at once, and returns the times at which their requests arrive. */
async function arrivalsOf(
  limit: Limit,
  count: number,
  delays: Delays,
  over: (clock: VirtualClock) => Context = () => ({}),
): Promise<number[]> {
  const clock = virtualClock()
  const random = seeded(count)
  const arrivals: number[] = []
  const ctx: Context = {
    secretKey: 'sk_test_x',
    now: clock.now,
    sleep: clock.sleep,
    fetch: async () => {
      const [request, response] = delays(random)
      await clock.sleep(request)
      arrivals.push(clock.now())
      await clock.sleep(response)
      return json(200, { id: 'user_1', object: 'user' })
    },
    ...over(clock),
  }
  const limited = limitRate(ctx, limit)
  await Promise.all(Array.from({ length: count }, () => getUser(limited, 'user_1')))
  return arrivals
}

describe('the documented limits', () => {
  test.each(networks)('behavior: %s: no 429 and 95 per cent of the rate', async (_, delays) => {
    const arrivals = await arrivalsOf(DEVELOPMENT, 600, delays)

    expect(refusals(arrivals, DEVELOPMENT)).toEqual(none)
    expect(rateOf(arrivals, DEVELOPMENT)).toBeGreaterThanOrEqual(0.95)
  })

  test('behavior: the same applies to a production instance', { timeout: 60_000 }, async () => {
    const arrivals = await arrivalsOf(PRODUCTION, 4000, (random) => [499 * random(), 1])

    expect(refusals(arrivals, PRODUCTION)).toEqual(none)
    expect(rateOf(arrivals, PRODUCTION)).toBeGreaterThanOrEqual(0.95)
  })
})

describe('any limit', () => {
  const limit = { requests: 10, per: 1000 }

  test.each(networks)('behavior: %s: no 429 in short windows', async (_, delays) => {
    expect(refusals(await arrivalsOf(limit, 60, delays), limit)).toEqual(none)
  })

  test('behavior: the rate is per / (per + round trip)', async () => {
    const arrivals = await arrivalsOf(limit, 110, () => [250, 250])

    expect(rateOf(arrivals, limit)).toBeCloseTo(1000 / (1000 + 500), 2)
  })

  test('behavior: clocks of whole milliseconds and early timers are allowed for', async () => {
    const coarse = ({ now, sleep }: VirtualClock): Context => ({
      now: () => Math.floor(now()),
      sleep: (milliseconds, signal) => sleep(milliseconds - 0.99, signal),
    })

    const arrivals = await arrivalsOf(limit, 100, (random) => [0.01, random()], coarse)

    expect(refusals(arrivals, limit)).toEqual(none)
  })
})
