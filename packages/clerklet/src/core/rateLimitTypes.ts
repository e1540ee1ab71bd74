/** The place of one call in the rate limits of its context. Times are milliseconds of `ctx.now`. */
export interface Slot {
  /** The earliest time at which the attempt of the call may be sent. `Infinity` while another attempt must end first. */
  leavesAt: number
  /** The latest time at which the sent attempt arrives at the API. */
  arrivesBy: number
  /** The milliseconds for which the attempt may count as open. Limits `arrivesBy` after the clock was set back. */
  lease: number
  /** The rate limits whose queues contain this slot. */
  waitsIn: Set<RateLimit>
  /** Milliseconds of real time after which a waiting call checks again without being woken, while `leavesAt` is `Infinity`. */
  patience: number
  /** Makes the waiting call check again at once. */
  wake: () => void
  /** The `Date.now` of the first `wake` since the waiting call last checked; undefined when it was not woken. */
  wokenAt: number | undefined
}

/** A rate limit that `limitRate` adds to a context. */
export interface RateLimit {
  /**
   * Returns the time at which the attempt of a slot may be sent: `now`, a later time, or `Infinity` while another attempt must
   * end first. Adds the slot to the queue unless the queue contains it.
   */
  leavesAt(slot: Slot, now: number): number
  /** Removes a slot from the queue: `leaves` is true when its attempt is sent, false when its call has stopped waiting. */
  dequeue(slot: Slot, now: number, leaves: boolean): void
  /** Records the end of an attempt, which arrived at the API no later than `arrivesBy`. */
  end(slot: Slot, now: number): void
}

/** The clock of a context. */
export interface ContextClock {
  now?: (() => number) | undefined
  sleep?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined
}

/** The rate limits of a context. */
export interface RateLimits {
  all: readonly RateLimit[]
  /**
   * Creates the slot of a call. Its method `take` waits until the limits allow an attempt.
   *
   * @param timeout Milliseconds that an attempt may take; `Infinity` for no limit.
   */
  callSlot(clock: ContextClock, timeout: number): CallSlot
}

/** The slot of a call in all rate limits of its context. The attempts of the call use the slot in turn. */
export interface CallSlot {
  /**
   * Waits until every limit allows an attempt. The attempt must be sent at once. Does not wait when the call already holds the
   * slot. When `signal` aborts, rejects with its reason.
   */
  take(signal: AbortSignal | undefined): Promise<void>
  /** The milliseconds that `take` has waited, over all attempts. */
  readonly waited: number
  /** Records that a response has arrived, so the request has reached the API. */
  answered(): void
  /** Keeps the slot for a retry in `delay` milliseconds, unless the slot has expired. */
  keep(delay: number): void
  /** Releases the slot. */
  end(): void
}
