/** Milliseconds that a request may still be under way after its attempt was given up. */
export const STRAGGLING = 1_000

/** What one call holds in the rate limits of its context. Times are milliseconds of `ctx.now`. */
export interface Slot {
  /** While it waits: when its attempt may leave, as far as known. `Infinity` until another attempt is over. */
  leavesAt: number
  /** Once its attempt left: the latest time at which that arrives at the API. */
  arrivesBy: number
  /** How far `arrivesBy` may be ahead, in milliseconds: the clock was set back when it is more. */
  lease: number
  /** The limits in whose queues it is. */
  waitsIn: Set<RateLimit>
  /** Milliseconds of real time after which the call looks again, when no time is known and nothing wakes it. */
  patience: number
  /** Makes the call look again at once. */
  wake: () => void
  /** When it was woken, in milliseconds of `Date.now`, until the call looks again. */
  wokenAt: number | undefined
}

/** A limit that `limitRate` adds to a context. */
export interface RateLimit {
  /** When a slot may leave: `now` if it may, `Infinity` until another attempt is over. Queues a slot that is not queued. */
  leavesAt(slot: Slot, now: number): number
  /** Takes a slot that leaves, or that is given up, out of the queue. */
  dequeue(slot: Slot, now: number, leaves: boolean): void
  /** Notes that the attempt of a slot is over, as its `arrivesBy` says. */
  end(slot: Slot, now: number): void
}

/** The clock of a context. */
export interface ContextClock {
  now?: (() => number) | undefined
  sleep?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined
}

/** The limits of a context. */
export interface RateLimits {
  all: readonly RateLimit[]
  /**
   * Makes the slot of a call, which `take` takes.
   *
   * @param timeout Milliseconds that an attempt may take; `Infinity` for no limit.
   */
  callSlot(clock: ContextClock, timeout: number): CallSlot
}

/** The slot of a call in all rate limits of its context: its attempts use it one after the other. */
export interface CallSlot {
  /**
   * Waits until every limit lets an attempt leave, which it must do at once. Does not wait while the slot is held.
   *
   * @returns how many milliseconds it took. Rejects with the reason of the signal.
   */
  take(signal: AbortSignal | undefined): Promise<number>
  /** Notes that the response has arrived: the request cannot arrive at the API later. */
  answered(): void
  /** Keeps a slot that is held for a retry after so many milliseconds. */
  keep(delay: number): void
  /** Gives the slot back. */
  end(): void
}
