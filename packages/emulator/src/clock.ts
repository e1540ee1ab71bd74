/** Time as the emulator sees it. Tokens, sessions and what is stored all take theirs from here. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Moves the time forward: milliseconds, or a text such as `500ms`, `61s`, `5m`, `2h`, `1d`. */
  advance(by: number | string): void
  /** Waits in virtual time: moves it forward and returns at once. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
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

/** A clock that stands still at `start`, or, without one, runs with the real time. */
export function createClock(start?: number): Clock {
  let offset = 0
  const clock: Clock = {
    now: () => (start ?? Date.now()) + offset,
    advance: (by) => {
      offset += duration(by)
    },
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted()
      clock.advance(milliseconds)
    },
  }
  return clock
}
