/** Time as the emulator sees it. Tokens, sessions and what is stored all take theirs from here. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Moves the time forward: milliseconds, or a text such as `500ms`, `61s`, `5m`, `2h`, `1d`. */
  advance(by: number | string): void
  /** Waits in virtual time: moves it forward and returns at once. */
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

/** What a clock that was made here can do besides. */
interface Works {
  runs: boolean
  set: (to: { now: number; advanced: number }) => void
  listeners: (() => void)[]
}

const works = new WeakMap<Clock, Works>()

/** A clock that stands still at `start`, or, without one, runs with the real time. */
export function createClock(start?: number): Clock {
  let advanced = 0
  const listeners: Works['listeners'] = []
  const clock: Clock = {
    now: () => (start ?? Date.now()) + advanced,
    advanced: () => advanced,
    advance: (by) => {
      advanced += duration(by)
      for (const listener of listeners) listener()
    },
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted()
      clock.advance(milliseconds)
    },
  }
  works.set(clock, {
    runs: start === undefined,
    listeners,
    set: (to) => {
      advanced = start === undefined ? to.advanced : to.now - start
    },
  })
  return clock
}

/** Sets a clock that stands still to a time, and one that runs to how far it had been moved. */
export function setClock(clock: Clock, to: { now: number; advanced: number }): void {
  works.get(clock)?.set(to)
}

export function isRunning(clock: Clock): boolean {
  return works.get(clock)?.runs ?? false
}

/** Calls back whenever a clock was moved. */
export function onAdvance(clock: Clock, listener: () => void): void {
  works.get(clock)?.listeners.push(listener)
}
