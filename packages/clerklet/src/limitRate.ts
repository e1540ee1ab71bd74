import type { Context } from './context.ts'
import { ClerkConfigError } from './errors.ts'
import { sleep } from './retry.ts'

/** How many requests {@link limitRate} lets through. */
export interface LimitRateOptions {
  /** At most so many requests start in any span of `per` milliseconds. */
  requests: number
  /** Milliseconds. */
  per: number
}

/**
 * Makes a context whose calls wait their turn, for scripts that touch many users: at most `requests` start in any span of
 * `per` milliseconds, in the order of the calls. Every attempt counts, repeats included.
 *
 * A bucket of tokens, where each one comes back `per` milliseconds after it was taken: a burst is let through at once, and
 * is never followed by another one within the same span, which the API would refuse. The limit is shared by all contexts
 * that are made of the answer with `{ ...limited }`, and by nothing else: another isolate or process has its own.
 *
 * Waiting counts neither as `timeout` nor as `retry.deadline`, and ends at once when the call is aborted. Limits may be put on top
 * of each other. `clerklet/verify` does not wait.
 *
 * {@link https://clerk.com/docs/guides/how-clerk-works/system-limits Limits of the API}
 *
 * @example
 * const limited = limitRate(ctx, { requests: 100, per: 10_000 })
 * await Promise.all(ids.map((id) => mergeUserMetadata(limited, id, { public_metadata: { plan: 'pro' } })))
 *
 * @throws {ClerkConfigError} when `requests` is not a whole number from 1, or `per` not a positive number.
 */
export function limitRate(ctx: Context, limit: LimitRateOptions): Context {
  const { requests, per } = limit
  if (!(requests >= 1 && requests % 1 === 0 && per > 0 && per < Infinity)) {
    throw new ClerkConfigError(
      `limitRate takes a whole number of requests from 1 and a positive number of milliseconds, such as { requests: 100, per: 10_000 }, and was given { requests: ${requests}, per: ${per} }`,
    )
  }
  /** When the latest turns began, at most `requests` of them. `oldest` is where the next one is put. */
  const turns: number[] = []
  let oldest = 0
  let queue = Promise.resolve()

  const turn: Context['turn'] = async (signal) => {
    const now = ctx.now ?? Date.now
    const arrived = now()
    const before = queue
    let leave: (() => void) | undefined
    queue = new Promise((resolve) => {
      leave = resolve
    })
    try {
      await ctx.turn?.(signal)
      await unlessAborted(before, signal)
      const free = (turns[oldest] ?? -Infinity) + per
      if (free > now()) await (ctx.sleep ?? sleep)(free - now(), signal)
      // Timers may be early by a fraction of a millisecond.
      turns[oldest] = Math.max(free, now())
      oldest = (oldest + 1) % requests
    } finally {
      // Whoever gives up in the middle of the queue lets nobody overtake.
      before.then(leave)
    }
    return now() - arrived
  }
  return { ...ctx, turn }
}

function unlessAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason)
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
    promise.then(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })
  })
}
