import type { ClerkResponseError } from './errors.ts'
import type { CallEvent, ResponseEvent, RetryEvent } from './events.ts'
import type { RateLimits } from './rateLimitTypes.ts'
import type { RetryOptions } from './retry.ts'

/** The published roots of the Backend API. `SERVERS[0]` is used when `baseUrl` is not set. */
export const SERVERS = ['https://api.clerk.com/v1'] as const

/**
 * A function like the global `fetch`. It may return the response itself instead of a promise, as `app.request` of Hono may.
 * It is called as a plain function, without `this`.
 */
export type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>

/**
 * The public key of an instance: PEM, or a JWK or a JWKS as an object or as JSON text. Line breaks of a PEM may be escaped
 * or missing, and its BEGIN and END lines may be left out.
 */
export type JwtKey = string | RsaPublicJwk | { keys: readonly RsaPublicJwk[] }

/** An RSA public key as a JWK (RFC 7517). Members that are not listed here are ignored. */
export interface RsaPublicJwk {
  /** `RSA` */
  kty?: string | undefined
  kid?: string | undefined
  n?: string | undefined
  e?: string | undefined
  /** `RS256`, `RS384` or `RS512`. Default: `RS256`. */
  alg?: string | undefined
  use?: string | undefined
  key_ops?: string[] | undefined
}

/**
 * The first argument of every operation: the key, and where and how to send a request. A plain object that belongs to the
 * caller: nothing is stored on it. To change a field for one call, pass a copy such as `{ ...ctx, timeout: 5_000 }`.
 *
 * @example
 * const ctx: Context = { secretKey: env.CLERK_SECRET_KEY }
 */
export interface Context {
  /** The secret key of the instance, `sk_test_…` or `sk_live_…`. */
  secretKey?: string | undefined
  /** A machine's own secret key, `ak_…`, for the operations that take it. */
  machineSecretKey?: string | undefined
  /** `pk_test_…` or `pk_live_…`. Enough to verify session tokens; calls of the API do not use it. */
  publishableKey?: string | undefined
  /** The public key of the instance: PEM, a JWK or a JWKS. Verifies tokens; calls of the API do not use it. */
  jwtKey?: JwtKey | undefined
  /** Root of the API with its version segment. Default: `SERVERS[0]`. */
  baseUrl?: string | undefined
  /** The `Clerk-API-Version` header. Default: `2026-05-12`. */
  apiVersion?: string | undefined
  /** The fetch to use. Default: the global one, looked up at each call. */
  fetch?: Fetch | undefined
  /** Headers of every request. They replace this package's own headers of the same name; names are compared without case. */
  headers?: Record<string, string> | undefined
  /**
   * Milliseconds that one attempt may take, body included. `0` and `Infinity` turn the timeout off. Default: 30 000, and
   * 10 000 in `clerklet/verify`.
   */
  timeout?: number | undefined
  /**
   * How often and for how long to retry calls that are safe to retry. A number is the number of retries; `Infinity` retries
   * until the deadline. Default: 2 retries. `clerklet/verify` loads keys with at most 4 retries, all within `timeout`.
   */
  retry?: number | RetryOptions | undefined
  /**
   * Called before every attempt, and awaited. When a hook throws or rejects, the call rejects with that error and is not
   * retried. The calls of `clerklet/verify` are reported under the name of an operation, such as `getJwks`; those of
   * `auth.getToken` as `getToken`. When a hook throws while a token is verified, the reason is
   * `unexpected-error`.
   */
  onRequest?: ((event: CallEvent) => void) | undefined
  /** Called after every attempt that got a response, whatever the status, and awaited. */
  onResponse?: ((event: ResponseEvent) => void) | undefined
  /** Called before the wait that precedes a retry, and awaited. */
  onRetry?: ((event: RetryEvent) => void) | undefined
  /**
   * Called and awaited when a response disagrees with its schema. The call then returns the response, instead of throwing a
   * `ClerkResponseError`. With this hook, nulls and missing keys are validation issues, too.
   */
  onDrift?: ((error: ClerkResponseError) => void) | undefined
  /** Returns the current time in milliseconds. Default: `Date.now`. Tests can pass a virtual clock. */
  now?: (() => number) | undefined
  /** Waits before a retry, for the given number of milliseconds. Default: a timer. Tests can pass a virtual clock. */
  sleep?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined
  /** The rate limits of every attempt, set by `limitRate`. Waiting for them does not count towards the timeout. */
  limits?: RateLimits | undefined
  /**
   * Keeps work alive after the response: `waitUntil` of `cloudflare:workers`, or
   * `(promise) => execution.waitUntil(promise)`. It is called as a plain function, with promises that never reject. Without
   * it, nothing runs in the background.
   */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined
}
