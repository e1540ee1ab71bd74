import type { ClerkResponseError } from './errors.ts'
import type { CallEvent, ResponseEvent, RetryEvent } from './events.ts'
import type { RetryOptions } from './retry.ts'

/** The published roots of the Backend API. `SERVERS[0]` is used when `baseUrl` is not set. */
export const SERVERS = ['https://api.clerk.com/v1'] as const

/** A function with the shape of the global `fetch`. It is called as a plain function, without `this`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * What every operation needs to know: the key, and where and how to send a request. A plain object that belongs to the
 * caller: nothing is stored on it, and `{ ...ctx, timeout: 5_000 }` is how to vary it.
 *
 * @example
 * const ctx: Context = { secretKey: env.CLERK_SECRET_KEY }
 */
export interface Context {
  /** The secret key of the instance, `sk_test_…` or `sk_live_…`. */
  secretKey?: string | undefined
  /** A machine's own secret key, `ak_…`, for the operations that take it. */
  machineSecretKey?: string | undefined
  /** `pk_test_…` or `pk_live_…`. Used by `clerklet/verify` only. */
  publishableKey?: string | undefined
  /** The public key of the instance in PEM form. Used by `clerklet/verify` only. */
  jwtKey?: string | undefined
  /** Root of the API with its version segment. Default: `SERVERS[0]`. */
  baseUrl?: string | undefined
  /** The `Clerk-API-Version` header. Default: `2026-05-12`. */
  apiVersion?: string | undefined
  /** The fetch to use. Default: the global one, looked up at each call. */
  fetch?: Fetch | undefined
  /** Sent with every request. They replace headers of ours with the same name, in any case of letters. */
  headers?: Record<string, string> | undefined
  /** Milliseconds that one attempt may take, body included. Default: 30 000. `0` and `Infinity` turn it off. */
  timeout?: number | undefined
  /**
   * How often and how long to repeat what may be repeated; a number is the number of repeats, `Infinity` leaves it to the
   * deadline. Default: 2 repeats.
   */
  retry?: number | RetryOptions | undefined
  /** Called before every attempt. A call rejects with whatever one of its hooks throws, and is not repeated then. */
  onRequest?: ((event: CallEvent) => void) | undefined
  /** Called after every attempt that was answered, whatever the status. */
  onResponse?: ((event: ResponseEvent) => void) | undefined
  /** Called before the wait that precedes a repeat. */
  onRetry?: ((event: RetryEvent) => void) | undefined
  /** Hears of each disagreement between an answer and its schema, `null`s and missing keys included, instead of any throw. */
  onDrift?: ((error: ClerkResponseError) => void) | undefined
  /** The current time in milliseconds. Default: `Date.now`. A virtual clock goes here. */
  now?: (() => number) | undefined
  /** Waits before a repeat, milliseconds. Default: a timer. A virtual clock goes here. */
  sleep?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined
  /**
   * Awaited before every attempt, and not part of its time-out: answers how many milliseconds it made the call wait. `limitRate`
   * puts it here.
   */
  turn?: ((signal?: AbortSignal) => Promise<number>) | undefined
  /**
   * Keeps work alive after the response, called as a plain function: `waitUntil` of `cloudflare:workers`, or
   * `(promise) => execution.waitUntil(promise)`. What it is given never rejects. Without it nothing is done in the background.
   */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined
}
