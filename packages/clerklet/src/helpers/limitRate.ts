import type { Context } from '../core/context.ts'
import { ClerkConfigError } from '../core/errors.ts'
import { type RateLimit, type Slot, STRAGGLING } from '../core/rateLimit.ts'
import { PATIENCE } from '../core/shared.ts'
import { rateLimits } from './callSlot.ts'

/** How many requests {@link limitRate} lets through. */
export interface LimitRateOptions {
  /** The most requests that arrive at the API in any span of `per` milliseconds. */
  requests: number
  /** Milliseconds. */
  per: number
  /** The most requests that are open at a time; `Infinity` for any number. Default: 100. */
  concurrency?: number | undefined
}

/** Enough for 1,000 requests in 10 seconds while a response takes at most a second. */
const DEFAULT_CONCURRENCY = 100

/** Milliseconds: a clock that counts whole ones may be early by one, and so may a timer. */
const CLOCK_ERROR = 2

/**
 * Makes a context whose requests keep to a rate, for scripts that touch many users: at most `requests` arrive at the API in
 * any span of `per` milliseconds, and at most `concurrency` are open at a time. Calls that wait keep their order.
 *
 * The API counts a request when it arrives, which is some time between its start and its response. So a request holds one of
 * `requests` slots from its start until `per` after its response. Then no window of the API, fixed or sliding, sees more than
 * `requests`, however long requests and responses take. The rate is `per / (per + round trip)` of the limit: at least 95 % with
 * the documented spans of 10 seconds and round trips of up to 500 ms. No higher rate excludes every 429.
 *
 * A request that is aborted or times out may still arrive within a second, and holds its slot accordingly. A request that
 * dies unnoticed with its isolate counts as open until a second after its `timeout` (31 seconds if that is turned off). The
 * retry of a refused request (429) uses the same slot; any other retry waits for a slot.
 *
 * All contexts that are copied from the result with `{ ...limited }` share the limit. Another isolate or process has its own.
 * Waiting counts neither as `timeout` nor as `retry.deadline`, and ends when the call is aborted. A limited context may be
 * limited again: both limits apply. `clerklet/verify` does not wait. A context may be kept for the life of an isolate.
 *
 * {@link https://clerk.com/docs/guides/how-clerk-works/system-limits Limits of the API}
 *
 * @example
 * const limited = limitRate(ctx, { requests: 100, per: 10_000 })
 * await Promise.all(ids.map((id) => mergeUserMetadata(limited, id, { public_metadata: { plan: 'pro' } })))
 *
 * @throws {ClerkConfigError} when `requests` or `concurrency` is not a whole number from 1, or `per` not a positive number.
 */
export function limitRate(ctx: Context, limit: LimitRateOptions): Context {
  const { requests, per, concurrency = DEFAULT_CONCURRENCY } = limit ?? {}
  const isPositive = typeof per === 'number' && per > 0 && per < Infinity
  if (!(isCount(requests) && isPositive)) {
    throw new ClerkConfigError(
      `limitRate takes a whole number of requests from 1 and a positive number of milliseconds, such as { requests: 100, per: 10_000 }, and was given { requests: ${String(requests)}, per: ${String(per)} }`,
    )
  }
  if (!(isCount(concurrency) || concurrency === Infinity)) {
    throw new ClerkConfigError(
      `concurrency of limitRate is ${String(concurrency)}: set it to a whole number from 1, or to Infinity for no limit`,
    )
  }
  // The newest first: a call that waits for the limit of one user is not yet in the queue of all users.
  const limits = [rateLimit(requests, per, concurrency), ...(ctx.limits?.all ?? [])]
  return { ...ctx, limits: rateLimits(limits) }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 1 && value % 1 === 0
}

/*
 * Slots are reserved as times, not as promises: on Workers, a request that dies settles nothing. A call that waits sleeps
 * until the earliest time at which its slot can be free, and then looks again. A slot whose attempt is open cannot be free
 * before `per` from now, so that no call sleeps too long.
 *
 * Two things wake a call before its time: an attempt that ends while as many as allowed are open, and an abort further
 * ahead in the queue. Only the first in the queue is woken, and looks again by itself after a second.
 */
function rateLimit(requests: number, per: number, concurrency: number): RateLimit {
  const span = per + CLOCK_ERROR
  /** The slots that wait, in their order. */
  const queue: Slot[] = []
  /** The slots whose attempts were sent and have not ended yet. */
  const open = new Set<Slot>()
  /** When each slot whose attempt is over is free again, in ascending order. */
  let cooling: number[] = []

  const cool = (slot: Slot) => {
    open.delete(slot)
    const time = slot.arrivesBy + span
    const place = cooling.findLastIndex((other) => other <= time) + 1
    cooling.splice(place, 0, time)
  }

  /** Moves expired leases from `open` to `cooling`, and drops times and waiting calls that have passed. */
  const update = (now: number) => {
    for (const slot of open) {
      // A time further ahead is from before the clock was set back; the same below.
      slot.arrivesBy = Math.min(slot.arrivesBy, now + slot.lease)
      if (slot.arrivesBy <= now) cool(slot)
    }
    const latest = now + span + STRAGGLING
    if ((cooling.at(-1) ?? 0) > latest) cooling = cooling.map((time) => Math.min(time, now + span))
    const free = cooling.findIndex((time) => time > now)
    cooling.splice(0, free < 0 ? cooling.length : free)
    while (queue[0] && isDead(queue[0], now)) queue.shift()?.waitsIn.delete(limit)
  }

  /** When the slot at this place of the queue can be free, at the earliest. */
  const slotFreeAt = (place: number, now: number): number => {
    const before = queue[place - requests]
    if (before) return Math.max(now, before.leavesAt) + span
    const free = requests - open.size - cooling.length
    return place < free ? now : Math.min(cooling[place - free] ?? Infinity, now + span)
  }

  /** When the slot at this place may leave; `Infinity` until an attempt is over. */
  const mayLeaveAt = (place: number, now: number): number => {
    const time = slotFreeAt(place, now)
    return time > now || open.size + place < concurrency ? time : Infinity
  }

  /** Wakes the first in the queue when it may leave earlier than its `leavesAt`. */
  const advance = (now: number) => {
    update(now)
    const first = queue[0]
    if (!first || mayLeaveAt(0, now) >= first.leavesAt) return
    first.wokenAt ??= Date.now()
    first.wake()
  }

  const limit: RateLimit = {
    leavesAt(slot, now) {
      update(now)
      const isNew = !slot.waitsIn.has(limit)
      if (isNew) slot.waitsIn.add(limit)
      const place = isNew ? queue.push(slot) - 1 : queue.indexOf(slot)
      // The further back, the more calls look before it does.
      slot.patience = PATIENCE * (place + 1)
      return mayLeaveAt(place, now)
    },
    dequeue(slot, now, leaves) {
      queue.splice(queue.indexOf(slot), 1)
      slot.waitsIn.delete(limit)
      if (leaves) open.add(slot)
      advance(now)
    },
    end(slot, now) {
      if (open.has(slot)) cool(slot)
      advance(now)
    },
  }
  return limit
}

/** Whether the call has not checked again within a second after its time, or after it was woken. */
function isDead({ leavesAt, wokenAt }: Slot, now: number): boolean {
  return leavesAt + PATIENCE < now || (wokenAt !== undefined && wokenAt + PATIENCE < Date.now())
}
