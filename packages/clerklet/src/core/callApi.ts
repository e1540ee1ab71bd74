import { apiError } from './apiError.ts'
import { checkedBaseUrl } from './baseUrl.ts'
import type { Context } from './context.ts'
import { checkFunctions } from './contextFunctions.ts'
import { ClerkConfigError, ClerkNetworkError, ClerkResponseError } from './errors.ts'
import { requestHeaders } from './headers.ts'
import {
  attempt,
  checkedTimeout,
  type FetchText,
  type HttpResponse,
  type PreparedRequest,
  prepareRequest,
} from './http.ts'
import { isObject } from './isObject.ts'
import { checkedKey, type KeyChoice } from './keys.ts'
import type { Path } from './path.ts'
import { redactJson } from './redact.ts'

/** A call that `clerklet/verify` makes: a POST when it has a body, else a GET. */
export interface ApiCall {
  /** The name of the function, for errors. */
  operation?: string | undefined
  path: Path
  /** The query with its question mark. */
  search?: string | undefined
  /** Sent as JSON. */
  body?: object | undefined
  /** Which key to send. Default: `secret`. */
  key?: KeyChoice | undefined
  /** The tokens in the call, which no error may show. */
  tokens?: readonly string[] | undefined
}

const ACCEPT = 'application/json'

/** The timeout of a call of `clerklet/verify` in milliseconds, when the context sets none. */
const DEFAULT_TIMEOUT = 10_000

/**
 * The timeout of a call of `clerklet/verify` in milliseconds: that of the context, 10 s when it sets none, `Infinity` when
 * it is turned off.
 *
 * @throws {ClerkConfigError} when the context cannot be used for a request, so that a mistake does not look like an outage.
 */
export function checkedCallTimeout(ctx: Context): number {
  checkFunctions(ctx, ['fetch', 'sleep', 'waitUntil'])
  checkedBaseUrl(ctx)
  if (ctx.apiVersion != null && typeof ctx.apiVersion !== 'string') {
    throw new ClerkConfigError(
      'ctx.apiVersion is not a string: set it to a date such as 2026-05-12',
    )
  }
  return checkedTimeout(ctx, undefined, DEFAULT_TIMEOUT)
}

/**
 * Checks all that a call of `clerklet/verify` takes from the context. A key that is not set is not missed.
 *
 * @throws {ClerkConfigError} when the context cannot be used for a request.
 */
export function checkCallContext(ctx: Context): void {
  checkedCallTimeout(ctx)
  if (ctx.secretKey) checkedKey(ctx, 'secretKey')
  if (ctx.machineSecretKey) checkedKey(ctx, 'machineSecretKey')
  requestHeaders(ctx, { key: 'none', accept: ACCEPT })
}

/** How a call is sent once. */
export interface SendOptions {
  /** Milliseconds, 0 included. Default: {@link checkedCallTimeout}. */
  timeout?: number | undefined
  /** Which attempt it is, for the error. Default: 1. */
  attemptNumber?: number | undefined
}

/**
 * Sends a call once, with plain `fetch`: `clerklet/verify` must not need ofetch or valibot.
 *
 * @returns the response, whatever its status, or the error when none arrived in time.
 * @throws {ClerkConfigError} when the context cannot be used for a request.
 */
export async function sendOnce(
  ctx: Context,
  call: ApiCall,
  { timeout, attemptNumber = 1 }: SendOptions = {},
): Promise<HttpResponse | ClerkNetworkError> {
  const request = prepareCall(ctx, call)
  return attempt({ ...request, timeout: timeout ?? request.timeout }, fetchPlainly, attemptNumber)
}

/**
 * Sends a call once and returns the JSON object of a success.
 *
 * @throws {ClerkApiError} when the API refuses.
 * @throws {ClerkNetworkError} when no response arrives, or not within `ctx.timeout`.
 * @throws {ClerkResponseError} when a success is not a JSON object.
 * @throws {ClerkConfigError} when the context cannot be used for a request.
 */
export async function callApi<T>(ctx: Context, call: ApiCall): Promise<T> {
  const request = prepareCall(ctx, call)
  const response = await attempt(request, fetchPlainly, 1)
  if (response instanceof ClerkNetworkError) throw response
  const { status, ok, headers, text } = response
  const json = jsonObject(text)
  // `T` names the fields that the caller reads. The caller checks each of them.
  if (ok && json) return json as T
  if (ok) {
    throw new ClerkResponseError(request.call, status, redactJson(text, request.secrets), [
      { path: '', expected: 'a JSON object', received: text ? 'another body' : 'an empty body' },
    ])
  }
  const now = (ctx.now ?? Date.now)()
  throw apiError(request.call, { status, headers, body: json ?? text }, now, request.secrets)
}

/** The JSON object that a body contains; undefined for any other body. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function prepareCall(ctx: Context, call: ApiCall): PreparedRequest {
  const { operation = '', path, search = '', body, key, tokens = [] } = call
  const timeout = checkedCallTimeout(ctx)
  const request = prepareRequest(ctx, {
    operation,
    method: body ? 'POST' : 'GET',
    path,
    search,
    body: body && JSON.stringify(body),
    key,
    accept: ACCEPT,
    timeout,
  })
  return { ...request, secrets: [...request.secrets, ...tokens] }
}

const fetchPlainly: FetchText = async (fetch, url, init) => {
  const response = await fetch(url, init)
  return { response, text: await response.text() }
}
