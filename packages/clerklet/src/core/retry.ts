import { onAbort } from './abort.ts'
import { ClerkConfigError } from './errors.ts'
import { checkedCount, checkedMilliseconds } from './numbers.ts'
import { startTimer } from './timers.ts'

/** How often and for how long a call is retried. */
export interface RetryOptions {
  /** The number of attempts, including the first, which is always made. `Infinity` retries until `deadline`. Default: 3. */
  attempts?: number | undefined
  /**
   * The longest single wait in milliseconds; `Infinity` for no limit. When `Retry-After` is longer, the call does not wait and
   * throws the error. Default: 10 000.
   */
  maxDelay?: number | undefined
  /**
   * Milliseconds from the start of the call after which no further attempt begins; `Infinity` for no limit. The time that the
   * call waits for rate limits does not count. Default: 60 000.
   */
  deadline?: number | undefined
}

/** The longest wait before the first retry, in milliseconds. It doubles with each further retry. */
const BASE_DELAY = 500

/**
 * Returns `retry` with its defaults filled in.
 *
 * @param name The place of the value in error messages, such as `ctx.retry`.
 * @throws {ClerkConfigError} when `retry` is a list, or when `retry` or one of its fields is not a valid number. The error names
 *   the field.
 */
export function retryPolicy(
  retry: number | RetryOptions | null | undefined,
  name: string,
): RetryPolicy {
  if (retry != null && typeof retry !== 'object') {
    return { ...DEFAULTS, attempts: checkedCount(name, retry) + 1 }
  }
  if (Array.isArray(retry)) {
    throw new ClerkConfigError(
      `${name} is a list: set it to a number, or to { attempts, maxDelay, deadline }`,
    )
  }
  return {
    attempts: checkedCount(`${name}.attempts`, retry?.attempts ?? DEFAULTS.attempts),
    maxDelay: checkedMilliseconds(`${name}.maxDelay`, retry?.maxDelay ?? DEFAULTS.maxDelay),
    deadline: checkedMilliseconds(`${name}.deadline`, retry?.deadline ?? DEFAULTS.deadline),
  }
}

const DEFAULTS: RetryPolicy = { attempts: 3, maxDelay: 10_000, deadline: 60_000 }

/** The retry options of a call, with the defaults filled in. */
export interface RetryPolicy {
  attempts: number
  maxDelay: number
  deadline: number
}

/** The milliseconds to wait after a failed attempt: exponential back-off with full jitter. */
export function backOff(attempt: number, maxDelay: number): number {
  return Math.random() * Math.min(maxDelay, BASE_DELAY * 2 ** (attempt - 1))
}

/** The format of a date in HTTP, RFC 9110 §5.6.7. `Date.parse` alone accepts too much: it reads `1, 2` as a day in January. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/

/** The seconds of a `Retry-After`: a whole number, or the time until a future date. Undefined for any other value. */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\d+$/.test(header)) {
    const seconds = Number(header)
    return Number.isSafeInteger(seconds) ? seconds : undefined
  }
  const wait = HTTP_DATE.test(header) ? (Date.parse(header) - now) / 1000 : 0
  return wait > 0 ? wait : undefined
}

/** Waits for the given number of milliseconds. Rejects with the reason of the signal as soon as the signal is aborted. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = startTimer(milliseconds, () => {
      stop()
      resolve()
    })
    const stop = onAbort(signal, () => {
      cancel()
      reject(signal?.reason)
    })
  })
}
