import type { RateLimit, Slot } from '../core/rateLimitTypes.ts'
import { PATIENCE } from '../core/shared.ts'

/** The milliseconds within which a request may still arrive at the API after its attempt was aborted or timed out. */
export const STRAGGLING = 1_000

/** Milliseconds that are added to `per`: one for a clock that rounds down, and one for a timer that fires early. */
const CLOCK_ERROR = 2

/**
 * Makes a rate limit of `requests` in `per` milliseconds, and of `concurrency` open requests.
 *
 * Slots are reserved as times, not as promises: on Workers, the promises of a cancelled request never settle. A waiting call
 * sleeps until the earliest time at which its slot can be free, and then checks again. No call sleeps too long, because a slot
 * whose attempt is open cannot be free before `per` from now.
 *
 * Two events wake a call before its time: the end of an attempt while `concurrency` attempts are open, and an abort of a call
 * ahead in the queue. Only the first call in the queue is woken. A call that is not woken checks again after its `patience`.
 */
export function rateLimit(requests: number, per: number, concurrency: number): RateLimit {
  const span = per + CLOCK_ERROR
  /** The waiting slots, the first to be sent first. */
  const queue: Slot[] = []
  /** The slots whose attempts were sent and have not ended yet. */
  const open = new Set<Slot>()
  /** For each slot whose attempt has ended, the time at which it is free again, in ascending order. */
  let cooling: number[] = []

  const cool = (slot: Slot) => {
    open.delete(slot)
    const time = slot.arrivesBy + span
    const place = cooling.findLastIndex((other) => other <= time) + 1
    cooling.splice(place, 0, time)
  }

  /** Moves slots whose lease has expired to `cooling`. Removes past times, and cancelled calls at the head of the queue. */
  const update = (now: number) => {
    for (const slot of open) {
      // Corrects `arrivesBy` when the clock was set back. The times in `cooling` are corrected in the same way.
      slot.arrivesBy = Math.min(slot.arrivesBy, now + slot.lease)
      if (slot.arrivesBy <= now) cool(slot)
    }
    const latest = now + span + STRAGGLING
    if ((cooling.at(-1) ?? 0) > latest) cooling = cooling.map((time) => Math.min(time, now + span))
    const free = cooling.findIndex((time) => time > now)
    cooling.splice(0, free < 0 ? cooling.length : free)
    while (queue[0] && isDead(queue[0], now)) queue.shift()?.waitsIn.delete(limit)
  }

  /** Returns the earliest time at which the slot at `place` in the queue can be free. */
  const slotFreeAt = (place: number, now: number): number => {
    const before = queue[place - requests]
    if (before) return Math.max(now, before.leavesAt) + span
    const free = requests - open.size - cooling.length
    return place < free ? now : Math.min(cooling[place - free] ?? Infinity, now + span)
  }

  /** Returns when the attempt of the slot at `place` may be sent; `Infinity` while another attempt must end first. */
  const mayLeaveAt = (place: number, now: number): number => {
    const time = slotFreeAt(place, now)
    return time > now || open.size + place < concurrency ? time : Infinity
  }

  /** Wakes the first slot in the queue when its attempt may be sent earlier than `leavesAt`. */
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
      // Increases with the place in the queue, so that earlier calls check first.
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

/** Whether a waiting call counts as cancelled: it did not check again within a second after `leavesAt`, or after `wake`. */
function isDead({ leavesAt, wokenAt }: Slot, now: number): boolean {
  return leavesAt + PATIENCE < now || (wokenAt !== undefined && wokenAt + PATIENCE < Date.now())
}
