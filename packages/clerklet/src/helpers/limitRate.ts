import type { Context } from '../core/context.ts'
import { ClerkConfigError } from '../core/errors.ts'
import { rateLimits } from '../limits/callSlot.ts'
import { rateLimit } from '../limits/rateLimit.ts'

/** The limit that {@link limitRate} sets. */
export interface LimitRateOptions {
  /** The largest number of requests that arrive at the API in any span of `per` milliseconds. */
  requests: number
  /** The length of the span, in milliseconds. */
  per: number
  /** The largest number of requests that are open at the same time; `Infinity` for no limit. Default: 100. */
  concurrency?: number | undefined
}

/** Enough for 1,000 requests in 10 seconds while a response takes at most a second. */
const DEFAULT_CONCURRENCY = 100

/**
 * Makes a context whose requests keep to a rate limit, for scripts that process many users: at most `requests` arrive at the
 * API in any span of `per` milliseconds, and at most `concurrency` are open at the same time. Waiting calls keep their order.
 *
 * The API counts a request when it arrives, at some time between its start and its response. So a request holds one of
 * `requests` slots from its start until `per` after its response. In this way no window of the API, fixed or sliding, contains
 * more than `requests`, however long requests and responses take. The resulting rate is `per / (per + round trip)` of the
 * limit: at least 95 % with the documented spans of 10 seconds and round trips of up to 500 ms. With a higher rate, a 429 would
 * be possible.
 *
 * A request that is aborted or times out may still arrive within a second, so it holds its slot for a second longer. On
 * Workers, a call can be cancelled together with the request that made it. Its attempt then counts as open until a second after
 * its `timeout`; without a timeout, for 31 seconds. A request that gets a 429 counts as open until its retry, which uses the
 * same slot. Any other retry waits for a slot.
 *
 * All copies of the result, such as `{ ...limited }`, share the limit. Each isolate and each process has its own. Waiting does
 * not count towards `timeout` or `retry.deadline`, and ends when the call is aborted. A limited context may be limited again:
 * both limits apply. Calls of `clerklet/verify` wait too, except those that load keys. A context may be kept for the life of
 * an isolate.
 *
 * {@link https://clerk.com/docs/guides/how-clerk-works/system-limits Limits of the API}
 *
 * @example
 * const limited = limitRate(ctx, { requests: 100, per: 10_000 })
 * await Promise.all(ids.map((id) => mergeUserMetadata(limited, id, { public_metadata: { plan: 'pro' } })))
 *
 * @throws {ClerkConfigError} when `requests` is not a whole number from 1, when `concurrency` is neither such a number nor
 *   `Infinity`, and when `per` is not a positive, finite number.
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
  // The newest limit first: a call that waits for the limit of one user must not hold a place in the queue of the limit that
  // all users share.
  const limits = [rateLimit(requests, per, concurrency), ...(ctx.limits?.all ?? [])]
  return { ...ctx, limits: rateLimits(limits) }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 1 && value % 1 === 0
}
