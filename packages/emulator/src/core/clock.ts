import { createSleepers, type Sleepers } from './sleepers.ts'

/** Time as the emulator sees it. Tokens, sessions and what is stored all take theirs from here. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Moves the time forward: milliseconds, or a text such as `500ms`, `61s`, `5m`, `2h`, `1d`. */
  advance(by: number | string): void
  /**
   * Waits in virtual time, without waiting for real. Sleeps side by side overlap: the clock moves to the end of the one that ends
   * first, once nothing else goes on. Rejects with the reason of the signal.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** Milliseconds by which it has been moved in all. */
  advanced(): number
}

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of a number of them or of a text such as `61s`. */
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

/** The last time that a `Date` holds, in epoch milliseconds; the first is as far before 1970. */
export const LAST_TIME = 8.64e15

/** What a clock that was made here can do besides. */
interface Works extends Pick<Sleepers, 'during'> {
  runs: boolean
  set: (to: { now: number; advanced: number }) => void
  listeners: (() => void)[]
}

const works = new WeakMap<Clock, Works>()

/** A clock that stands still at `start`, or, without one, runs with the real time. */
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
          `The clock cannot be moved by ${by}: no date is as late as that. Move it less far`,
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
      // What they waited for does not come any more, or is long past.
      wakeAll()
    },
  })
  return clock
}

/** Sets a clock that stands still to a time, and one that runs to how far it had been moved. Sleeps end. */
export function setClock(clock: Clock, to: { now: number; advanced: number }): void {
  works.get(clock)?.set(to)
}

/** Carries out work that no sleep on the clock overtakes. */
export function duringWork<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  return works.get(clock)?.during(work) ?? work()
}

export function isRunning(clock: Clock): boolean {
  return works.get(clock)?.runs ?? false
}

/** Calls back whenever a clock was moved. */
export function onAdvance(clock: Clock, listener: () => void): void {
  works.get(clock)?.listeners.push(listener)
}
