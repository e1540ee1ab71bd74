import { laterTurn } from './laterTurn.ts'

/** A sleep that goes on. */
interface Sleeper {
  /** Epoch milliseconds of the clock. */
  end: number
  wake: () => void
}

/**
 * Turns of the event loop for which sleeps wait for work that is under way. Work that itself waits for a sleep would never end
 * otherwise.
 */
const PATIENCE = 2000

/** The sleeps of a clock. */
export interface Sleepers {
  /** Resolves when the clock is at `end`. Rejects with the reason of the signal. */
  sleepUntil: (end: number, signal?: AbortSignal) => Promise<void>
  /** Ends all sleeps. The clock is not moved. */
  wakeAll: () => void
  /** Carries out work that no sleep overtakes: while it is under way, the clock is not moved to the end of a sleep. */
  during: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * Lets sleeps on a clock overlap. Once everything has happened that can happen without the clock, it is moved to the end of the
 * sleep that ends first; of several, the one that began first. That one wakes alone, and may sleep again before the next wakes.
 */
export function createSleepers(now: () => number, moveTo: (time: number) => void): Sleepers {
  /** Ordered by their ends, then by their beginnings. */
  const sleepers: Sleeper[] = []
  let underWay = 0
  let waited = 0
  let round = 0

  // On Workers a turn dies with the request that asked for it. So whoever comes next asks again, which replaces the turn before.
  const wakeLater = () => {
    if (!sleepers.length) return
    const mine = ++round
    laterTurn(() => {
      if (mine === round) wakeFirst()
    })
  }

  const wakeFirst = () => {
    const [first] = sleepers
    if (!first) return
    const isDue = first.end <= now()
    if (!isDue && first.end === Number.POSITIVE_INFINITY) return
    if (!isDue && underWay && ++waited < PATIENCE) return wakeLater()
    waited = 0
    sleepers.shift()
    if (!isDue) moveTo(first.end)
    first.wake()
    wakeLater()
  }

  return {
    sleepUntil: (end, signal) =>
      new Promise((resolve, reject) => {
        const sleeper: Sleeper = {
          end,
          wake: () => {
            signal?.removeEventListener('abort', abort)
            resolve()
          },
        }
        const abort = () => {
          const place = sleepers.indexOf(sleeper)
          if (place >= 0) sleepers.splice(place, 1)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, { once: true })
        const behind = sleepers.findIndex((other) => other.end > end)
        sleepers.splice(behind < 0 ? sleepers.length : behind, 0, sleeper)
        wakeLater()
      }),
    wakeAll: () => {
      for (const { wake } of sleepers.splice(0)) wake()
    },
    during: async (work) => {
      underWay++
      try {
        return await work()
      } finally {
        underWay--
        wakeLater()
      }
    },
  }
}
