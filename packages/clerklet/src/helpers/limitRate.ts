import { onAbort } from '../core/abort.ts'
import type { Context } from '../core/context.ts'
import { ClerkConfigError } from '../core/errors.ts'
import { sleep } from '../core/retry.ts'
import { PATIENCE } from '../core/shared.ts'
import { settledWithin } from '../core/timers.ts'

/** How many requests {@link limitRate} lets through. */
export interface LimitRateOptions {
  /** The most requests that start in any span of `per` milliseconds. */
  requests: number
  /** Milliseconds. */
  per: number
}

/** The start of a request, which is in the future while the request waits for its turn. */
interface Turn {
  /** The expected start, in milliseconds of `ctx.now`. */
  at: number
  /** Resolves once the next turn may begin. */
  over: Promise<void>
}

/**
 * Makes a context whose calls wait their turn, for scripts that touch many users: at most `requests` start in any span of
 * `per` milliseconds, in the order of the calls. Every attempt counts, retries included.
 *
 * A token bucket in which each token returns `per` milliseconds after it was taken: a burst passes at once, and no second
 * burst follows within the same span, which the API would refuse. The limit is shared by all contexts that are copied from
 * the result with `{ ...limited }`. Another isolate or process has its own.
 *
 * Waiting counts neither as `timeout` nor as `retry.deadline`, and ends at once when the call is aborted. A limited context
 * may be limited again: both limits apply. `clerklet/verify` does not wait. A context may be kept for the life of an isolate:
 * a waiting call that is cancelled with its request delays the others by at most a second beyond its turn.
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
  const { requests, per } = limit ?? {}
  const isWhole = typeof requests === 'number' && requests >= 1 && requests % 1 === 0
  if (!(isWhole && typeof per === 'number' && per > 0 && per < Infinity)) {
    throw new ClerkConfigError(
      `limitRate takes a whole number of requests from 1 and a positive number of milliseconds, such as { requests: 100, per: 10_000 }, and was given { requests: ${String(requests)}, per: ${String(per)} }`,
    )
  }
  const now = () => (ctx.now ?? Date.now)()
  /** The latest turns that have begun, at most `requests` of them, followed by those that still wait, in their order. */
  const turns: Turn[] = []

  /** When the turn at this place may begin. */
  const freeAt = (place: number) => (turns[place - requests]?.at ?? -Infinity) + per

  const turn: Context['turn'] = async (signal) => {
    const arrived = now()
    await ctx.turn?.(signal)
    const before = turns.at(-1)
    const { over, end } = openTurn()
    const own: Turn = { at: Math.max(now(), freeAt(turns.length)), over }
    turns.push(own)
    try {
      if (before) await whenOver(before, now, signal)
      // A turn that began is over after `per`, even when the clock was set back meanwhile.
      own.at = Math.min(Math.max(now(), freeAt(turns.indexOf(own))), now() + per)
      if (own.at > now()) await (ctx.sleep ?? sleep)(own.at - now(), signal)
      // Timers may be early by a fraction of a millisecond.
      own.at = Math.max(now(), own.at)
      end()
    } catch (error) {
      turns.splice(turns.indexOf(own), 1)
      // An aborted call keeps the order of those behind it.
      if (before) before.over.then(end)
      else end()
      throw error
    }
    const begun = turns.indexOf(own) + 1
    if (begun > requests) turns.splice(0, begun - requests)
    return now() - arrived
  }
  return { ...ctx, turn }
}

function openTurn(): { over: Promise<void>; end: () => void } {
  let end = () => {}
  const over = new Promise<void>((resolve) => {
    end = resolve
  })
  return { over, end }
}

/** Waits until a turn is over, or until a second after its expected start: its call may have been cancelled. */
async function whenOver(
  turn: Turn,
  now: () => number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let known = -Infinity
  // A turn that was postponed meanwhile is waited for again.
  while (turn.at > known) {
    known = turn.at
    const left = known + PATIENCE - now()
    if (left > 0 && (await unlessAborted(settledWithin(left, turn.over), signal))) return
  }
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = onAbort(signal, () => reject(signal?.reason))
    promise.then((value) => {
      stop()
      resolve(value)
    })
  })
}
