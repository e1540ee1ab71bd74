import { laterTurn } from './laterTurn.ts'

/** A sleep that has not ended. */
interface Sleeper {
  /** Epoch milliseconds of the clock at which it ends. */
  end: number
  wake: () => void
}

/**
 * The number of turns of the event loop for which sleeps wait for pending work. Without it, work that itself waits for a sleep
 * would never end.
 */
const PATIENCE = 2000

/** The sleeps of a clock. */
export interface Sleepers {
  /** Resolves when the clock reaches `end`. Rejects with the signal's reason. */
  sleepUntil: (end: number, signal?: AbortSignal) => Promise<void>
  /** Ends all sleeps. The clock is not moved. */
  wakeAll: () => void
  /** Carries out work. Sleeps wait for it, for {@link PATIENCE} turns at most. */
  during: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * Lets sleeps on a clock overlap. Once no work is left that can proceed without the clock, the clock moves to the end of the
 * sleep that ends first; of several, the one that began first. Only that sleep ends, and its caller may sleep again before the
 * next one ends.
 */
export function createSleepers(now: () => number, moveTo: (time: number) => void): Sleepers {
  /** Ordered by their ends, then by their beginnings. */
  const sleepers: Sleeper[] = []
  let underWay = 0
  let waited = 0
  let round = 0

  // On Workers, a scheduled turn is lost with the request that scheduled it. Each later call schedules a new one, which
  // replaces it.
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
