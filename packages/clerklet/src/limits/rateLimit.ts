import type { RateLimit, Slot } from '../core/rateLimitTypes.ts'
import { PATIENCE } from '../core/shared.ts'

/** Milliseconds that a request may still be under way after its attempt was given up. */
export const STRAGGLING = 1_000

/** Milliseconds: one for a clock that rounds down, and one for a timer that fires early. */
const CLOCK_ERROR = 2

/**
 * A limit of `requests` in `per` milliseconds, and of `concurrency` open ones.
 *
 * Slots are reserved as times, not as promises: on Workers, a request that dies settles nothing. A call that waits sleeps
 * until the earliest time at which its slot can be free, and then looks again. A slot whose attempt is open cannot be free
 * before `per` from now, so that no call sleeps too long.
 *
 * Two things wake a call before its time: an attempt that ends while as many as allowed are open, and an abort further ahead
 * in the queue. Only the first in the queue is woken. If nothing wakes it, it checks again after a second.
 */
export function rateLimit(requests: number, per: number, concurrency: number): RateLimit {
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

  /** Moves expired leases from `open` to `cooling`, and drops past times and dead calls. */
  const update = (now: number) => {
    for (const slot of open) {
      // A later time was set before the clock was set back. The same applies to `cooling`.
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
      // Grows with the place in the queue, so that the calls ahead check first.
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
