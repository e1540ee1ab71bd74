import { createSleepers, type Sleepers } from './sleepers.ts'

/** The emulator's time. Tokens, sessions and stored objects take their times from it. */
export interface Clock {
  /** The current time in epoch milliseconds. */
  now(): number
  /**
   * Moves the time forward by milliseconds, or by a text such as `500ms`, `61s`, `5m`, `2h`, `1d`.
   *
   * @throws {TypeError} when the duration is negative or malformed, and when the result is later than any `Date`.
   */
  advance(by: number | string): void
  /**
   * Waits in virtual time; no real time passes. Concurrent sleeps overlap: once no other work is pending, the clock moves to
   * the end of the sleep that ends first. When `signal` aborts, rejects with its reason.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** The milliseconds by which the clock has been moved in total. */
  advanced(): number
}

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Converts a number of milliseconds, or a text such as `61s`, to milliseconds. Throws a `TypeError` for any other value. */
export function duration(value: number | string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(`${value}`) ?? []
  const milliseconds =
    typeof value === 'number' ? value : Number(amount) * UNITS[unit as keyof typeof UNITS]
  if (!(milliseconds >= 0)) {
    throw new TypeError(
      `A duration must be a number of milliseconds or a text such as "61s", and is ${JSON.stringify(value)}`,
    )
  }
  return milliseconds
}

/** The latest time that a `Date` can hold, in epoch milliseconds. The earliest is `-LAST_TIME`. */
export const LAST_TIME = 8.64e15

/** Internal controls of the clocks that {@link createClock} makes. */
interface Works extends Pick<Sleepers, 'during'> {
  runs: boolean
  set: (to: { now: number; advanced: number }) => void
  listeners: (() => void)[]
}

const works = new WeakMap<Clock, Works>()

/** Creates a clock that starts at `start` and does not run by itself. Without `start`, the clock runs with real time. */
export function createClock(start?: number): Clock {
  let advanced = 0
  const listeners: Works['listeners'] = []
  const now = () => (start ?? Date.now()) + advanced
  const move = (milliseconds: number) => {
    advanced += milliseconds
    for (const listener of listeners) listener()
  }
  const { sleepUntil, wakeAll, during } = createSleepers(now, (time) => move(time - now()))
  const clock: Clock = {
    now,
    advanced: () => advanced,
    advance: (by) => {
      const milliseconds = duration(by)
      if (now() + milliseconds > LAST_TIME) {
        throw new TypeError(
          `The clock cannot be moved by ${by}: the result is later than any date. Use a shorter duration`,
        )
      }
      move(milliseconds)
    },
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted()
      const end = now() + duration(milliseconds)
      return sleepUntil(end > LAST_TIME ? Number.POSITIVE_INFINITY : end, signal)
    },
  }
  works.set(clock, {
    runs: start === undefined,
    listeners,
    during,
    set: (to) => {
      advanced = start === undefined ? to.advanced : to.now - start
      // All sleeps end: the clock may have moved past their ends, or so far back that it would not reach them.
      wakeAll()
    },
  })
  return clock
}

/** Sets a fixed clock to `now`, and a running clock to the offset `advanced`. Ends all sleeps. */
export function setClock(clock: Clock, to: { now: number; advanced: number }): void {
  works.get(clock)?.set(to)
}

/** Runs `work`. Sleeps on the clock wait until the work ends, as in {@link Sleepers}. */
export function duringWork<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  return works.get(clock)?.during(work) ?? work()
}

export function isRunning(clock: Clock): boolean {
  return works.get(clock)?.runs ?? false
}

/** Registers a listener that is called each time `advance` or a sleep moves the clock. */
export function onAdvance(clock: Clock, listener: () => void): void {
  works.get(clock)?.listeners.push(listener)
}
