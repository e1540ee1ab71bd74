import { onAbort } from '../core/abort.ts'
import type { CallSlot, ContextClock, RateLimit, RateLimits, Slot } from '../core/rateLimitTypes.ts'
import { sleep } from '../core/retry.ts'
import { STRAGGLING } from './rateLimit.ts'

/** The timeout that the rate limits assume for an attempt without a timeout, in milliseconds. */
const LONGEST_LEASE = 30_000

/** Combines the rate limits of a context: an attempt is sent when all rate limits allow it. */
export function rateLimits(all: readonly RateLimit[]): RateLimits {
  return { all, callSlot: (clock, timeout) => callSlot(all, clock, timeout) }
}

function callSlot(limits: readonly RateLimit[], clock: ContextClock, timeout: number): CallSlot {
  const now = clock.now ?? Date.now
  // A call that is cancelled with its Worker request never calls `end`. Its attempt counts as open until the lease expires.
  const lease = (timeout === Infinity ? LONGEST_LEASE : timeout) + STRAGGLING
  let slot: Slot | undefined
  let answeredAt: number | undefined
  let waited = 0
  const giveBack = () => {
    if (slot) for (const limit of limits) limit.end(slot, now())
    slot = undefined
  }
  return {
    async take(signal) {
      const asked = now()
      answeredAt = undefined
      if (slot && isHeld(slot, asked)) lend(slot, asked, lease)
      else {
        giveBack()
        slot = await takeSlot(clock, limits, lease, signal)
      }
      waited += now() - asked
    },
    get waited() {
      return waited
    },
    answered() {
      answeredAt = now()
    },
    keep(delay) {
      if (slot && isHeld(slot, now())) lend(slot, now(), delay + lease)
    },
    end() {
      if (!slot) return
      lend(slot, answeredAt ?? now(), answeredAt === undefined ? STRAGGLING : 0)
      giveBack()
    },
  }
}

/** Whether the lease of a slot is still valid. While it is valid, the rate limits count the attempt as open. */
function isHeld(slot: Slot, now: number): boolean {
  return slot.arrivesBy > now
}

function lend(slot: Slot, from: number, lease: number): void {
  slot.lease = lease
  slot.arrivesBy = from + lease
}

async function takeSlot(
  clock: ContextClock,
  limits: readonly RateLimit[],
  lease: number,
  signal: AbortSignal | undefined,
): Promise<Slot> {
  const now = clock.now ?? Date.now
  const slot: Slot = {
    leavesAt: Infinity,
    arrivesBy: -Infinity,
    lease,
    waitsIn: new Set(),
    patience: 0,
    wake: () => {},
    wokenAt: undefined,
  }
  let leaves = false
  try {
    let time = now()
    slot.leavesAt = leavesAt(limits, slot, time)
    while (slot.leavesAt > time) {
      time = await pause(clock, slot, time, signal)
      slot.wokenAt = undefined
      slot.leavesAt = leavesAt(limits, slot, time)
    }
    lend(slot, time, lease)
    leaves = true
    return slot
  } finally {
    for (const limit of slot.waitsIn) limit.dequeue(slot, now(), leaves)
  }
}

/**
 * Returns the time at which the attempt of a slot may be sent. The first rate limit that delays the attempt decides: the slot
 * enters the queue of a rate limit only when all earlier ones allow the attempt.
 */
function leavesAt(limits: readonly RateLimit[], slot: Slot, now: number): number {
  for (const limit of limits) {
    const time = limit.leavesAt(slot, now)
    if (time > now) return time
  }
  return now
}

/**
 * Waits until `leavesAt`, or until the slot is woken. Rejects when `signal` aborts. When `leavesAt` is `Infinity`, the wait ends
 * after `patience` of real time, since the call that should wake the slot may have been cancelled with its request.
 *
 * @returns the current time.
 */
async function pause(
  clock: ContextClock,
  slot: Slot,
  time: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const now = clock.now ?? Date.now
  const timer = new AbortController()
  const { leavesAt, patience } = slot
  let stopListening: (() => void) | undefined
  const slept = async () => {
    if (leavesAt === Infinity) {
      await sleep(patience, timer.signal)
      return now()
    }
    await (clock.sleep ?? sleep)(leavesAt - time, timer.signal)
    // A timer may be early by a millisecond, and the sleep of a test may not wait at all.
    return Math.max(now(), leavesAt)
  }
  try {
    return await new Promise<number>((resolve, reject) => {
      slot.wake = () => resolve(now())
      stopListening = onAbort(signal, () => reject(signal?.reason))
      slept().then(resolve, reject)
    })
  } finally {
    slot.wake = () => {}
    stopListening?.()
    timer.abort(null)
  }
}
