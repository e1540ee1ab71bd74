/** What one call holds in the rate limits of its context. Times are milliseconds of `ctx.now`. */
export interface Slot {
  /** The earliest time at which its attempt may be sent. `Infinity` while another attempt must end first. */
  leavesAt: number
  /** The latest time at which the sent attempt arrives at the API. */
  arrivesBy: number
  /** The most milliseconds that `arrivesBy` can lie ahead. More means that the clock was set back. */
  lease: number
  /** The limits in whose queues it is. */
  waitsIn: Set<RateLimit>
  /** Milliseconds of real time after which a call that is not woken checks again, while `leavesAt` is `Infinity`. */
  patience: number
  /** Makes the call check again at once. */
  wake: () => void
  /** When it was woken, in milliseconds of `Date.now`. Undefined once the call has checked again. */
  wokenAt: number | undefined
}

/** A limit that `limitRate` adds to a context. */
export interface RateLimit {
  /** When a slot may leave: `now` if it may, `Infinity` until another attempt is over. Queues a slot that is not queued. */
  leavesAt(slot: Slot, now: number): number
  /** Removes a slot from the queue when its attempt is sent or abandoned. */
  dequeue(slot: Slot, now: number, leaves: boolean): void
  /** Records the end of an attempt. It arrived at the API at `arrivesBy` at the latest. */
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
   * Creates the slot of a call. `take` waits for it.
   *
   * @param timeout Milliseconds that an attempt may take; `Infinity` for no limit.
   */
  callSlot(clock: ContextClock, timeout: number): CallSlot
}

/** The slot of a call in all rate limits of its context: its attempts use it one after the other. */
export interface CallSlot {
  /**
   * Waits until every limit allows an attempt, which must be sent at once. Does not wait while the slot is held. Rejects with
   * the reason of the signal.
   */
  take(signal: AbortSignal | undefined): Promise<void>
  /** How many milliseconds `take` has waited, all attempts together. */
  readonly waited: number
  /** Notes that the response has arrived: the request cannot arrive at the API later. */
  answered(): void
  /** Extends the lease of a held slot, for a retry in `delay` milliseconds. */
  keep(delay: number): void
  /** Gives the slot back. */
  end(): void
}
