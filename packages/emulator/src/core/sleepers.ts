import { laterTurn } from './laterTurn.ts'

interface Sleeper {
  /** The time of the clock at which the sleep ends, in epoch milliseconds. */
  end: number
  wake: () => void
}

/**
 * The number of turns of the event loop for which sleeps wait for pending work. Without a limit, work that itself waits for a
 * sleep would never end.
 */
const PATIENCE = 2000

/** The sleeps of a clock. */
export interface Sleepers {
  /** Resolves when the clock reaches `end`. When `signal` aborts, rejects with its reason. */
  sleepUntil: (end: number, signal?: AbortSignal) => Promise<void>
  /** Ends all sleeps. The clock is not moved. */
  wakeAll: () => void
  /** Runs `work`. Sleeps wait until the work ends, for {@link PATIENCE} turns at most. */
  during: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * Lets sleeps on a clock overlap. Once no other work is pending, the clock moves to the end of the sleep that ends first. Sleeps
 * with the same end wake in the order in which they began. One sleep ends at a time, so that its caller can sleep again before
 * the next sleep ends.
 */
export function createSleepers(now: () => number, moveTo: (time: number) => void): Sleepers {
  /** The pending sleeps, ordered by their ends, then by their beginnings. */
  const sleepers: Sleeper[] = []
  let underWay = 0
  let waited = 0
  let round = 0

  // On Workers, a scheduled turn is lost when the request that scheduled it ends. Each call therefore schedules a new turn,
  // and earlier turns have no effect.
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
