import { apiError, headersOf, type RefusedAnswer, traceIdOf } from './apiError.ts'
import { useStackOf } from './callerStack.ts'
import type { Context } from './context.ts'
import { type ClerkApiError, ClerkNetworkError } from './errors.ts'
import type { ResponseEvent } from './events.ts'
import { attempt, type FetchText, type HttpResponse, type PreparedRequest } from './http.ts'
import type { CallSlot } from './rateLimitTypes.ts'
import { backOff, type RetryPolicy, sleep } from './retry.ts'

/** A response whose body has been read. */
export interface ReadResponse extends RefusedAnswer {
  /** Whether the status is a 2xx. */
  ok: boolean
}

/** Options of one attempt. */
export interface AttemptOptions<R extends ReadResponse> {
  fetchText: FetchText
  /** Parses the body of a response, whatever its status. */
  read: (response: HttpResponse) => R
  signal?: AbortSignal | null | undefined
  /** Called after the hook of the context. */
  onResponse?: ((event: ResponseEvent) => unknown) | null | undefined
}

/** Options of a request with retries. */
export interface SendOptions<R extends ReadResponse> extends AttemptOptions<R> {
  retry: RetryPolicy
  /** Whether the request may be sent again when the API may already have carried it out. After a 429, it always may. */
  isRepeatable: boolean
  /** An error made at the start of the call. Its stack replaces the stack of the thrown error. */
  origin: Error
}

/**
 * Sends a request, with the retries, the hooks and the rate limits of the context.
 *
 * @returns the first response with a 2xx status.
 * @throws {ClerkApiError} when the last attempt gets another status.
 * @throws {ClerkNetworkError} when the last attempt gets no response in time. An error that a hook throws, and the reason of an
 *   aborted signal, are passed on unchanged.
 */
export async function send<R extends ReadResponse>(
  ctx: Context,
  prepared: PreparedRequest,
  options: SendOptions<R>,
): Promise<R> {
  const { call, secrets, timeout } = prepared
  const { retry, isRepeatable, origin, signal } = options
  const now = ctx.now ?? Date.now
  const slot = ctx.limits?.callSlot(ctx, timeout)
  const started = now()

  try {
    for (let number = 1; ; number++) {
      signal?.throwIfAborted()
      const outcome = await attemptWithHooks(ctx, prepared, number, options, slot)
      if (!(outcome instanceof ClerkNetworkError) && outcome.ok) return outcome
      const error =
        outcome instanceof ClerkNetworkError ? outcome : apiError(call, outcome, now(), secrets)
      useStackOf(origin, error)
      if (!mayRetry(error, isRepeatable)) throw error
      const retryAfter = error instanceof ClerkNetworkError ? undefined : error.retryAfter
      const delay = retryAfter === undefined ? backOff(number, retry.maxDelay) : retryAfter * 1000
      if (number >= retry.attempts || delay > retry.maxDelay) throw error
      // The time that the call has waited for rate limits does not count towards the deadline.
      const elapsed = now() - started - (slot?.waited ?? 0)
      if (elapsed + delay > retry.deadline) throw error
      slot?.keep(delay)
      await ctx.onRetry?.({ ...call, attempt: number, delay, error })
      await (ctx.sleep ?? sleep)(delay, signal ?? undefined)
    }
  } finally {
    slot?.end()
  }
}

/**
 * Sends a request once, and calls the hooks.
 *
 * @param slot The slot of the call in the rate limits of its context.
 * @returns the response, whatever its status, or a `ClerkNetworkError` when no response arrives. Rejects with an error that a
 *   hook throws, and with the reason of an aborted signal.
 */
export async function attemptWithHooks<R extends ReadResponse>(
  ctx: Context,
  prepared: PreparedRequest,
  number: number,
  { fetchText, read, signal, onResponse }: AttemptOptions<R>,
  slot?: CallSlot,
): Promise<R | ClerkNetworkError> {
  const now = ctx.now ?? Date.now
  const event = { ...prepared.call, attempt: number }
  if (slot) await slot.take(signal ?? undefined)
  // No `await` without a hook, so that fetch is called before the operation returns its promise.
  if (ctx.onRequest) {
    await ctx.onRequest(event)
    // The slot may expire during the hook. In this case, `take` waits for a new slot.
    if (slot) await slot.take(signal ?? undefined)
  }
  // Nothing is sent when `ctx.onRequest` has aborted the signal.
  signal?.throwIfAborted()
  const started = now()
  const outcome = await attempt(prepared, fetchText, number, signal ?? undefined)
  if (outcome instanceof ClerkNetworkError) {
    slot?.end()
    return outcome
  }
  slot?.answered()
  // The retry after a 429 uses the same slot.
  if (outcome.status !== 429) slot?.end()
  const response = read(outcome)
  if (ctx.onResponse || onResponse) {
    const { status } = response
    const duration = now() - started
    const traceId = traceIdOf(response, prepared.secrets)
    const headers = headersOf(response.headers, prepared.secrets)
    const answered = { ...event, status, duration, traceId, headers }
    await ctx.onResponse?.(answered)
    await onResponse?.(answered)
  }
  return response
}

/**
 * Whether to send a request again. A request with a 429 had no effect. Without a response, and with a 502, 503 or 504, the API
 * may have carried out the request, so only a repeatable request is sent again.
 */
function mayRetry(error: ClerkApiError | ClerkNetworkError, isRepeatable: boolean): boolean {
  if (error instanceof ClerkNetworkError) return isRepeatable
  if (error.status === 429) return true
  return isRepeatable && [502, 503, 504].includes(error.status)
}
