import { checkedBaseUrl } from './baseUrl.ts'
import { errorWithLongStack, useStackOf } from './callerStack.ts'
import type { Context } from './context.ts'
import { checkFunctions, checkLimits } from './contextFunctions.ts'
import { ClerkConfigError, type ClerkNetworkError, ClerkResponseError } from './errors.ts'
import { requestHeaders } from './headers.ts'
import {
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
import { retryPolicy } from './retry.ts'
import { attemptWithHooks, type ReadResponse, send } from './send.ts'

/** A call of the API that `clerklet/verify` makes: a POST when it has a body, else a GET. */
export interface ApiCall {
  /** The name that hooks and errors report: `getToken` for `auth.getToken`, else an operation, such as `getJwks`. */
  operation: string
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
 * Checks the context, and returns the timeout of a call of `clerklet/verify` in milliseconds: `ctx.timeout`, 10 000 when it is
 * not set, `Infinity` when it is turned off.
 *
 * @throws {ClerkConfigError} when the context is not valid. The check runs before the request, so that a mistake in the
 *   configuration is not reported as an outage.
 */
export function checkedCallTimeout(ctx: Context): number {
  checkFunctions(ctx, FUNCTIONS)
  checkLimits(ctx)
  checkedBaseUrl(ctx)
  if (ctx.apiVersion != null && typeof ctx.apiVersion !== 'string') {
    throw new ClerkConfigError(
      'ctx.apiVersion is not a string: set it to a date such as 2026-05-12',
    )
  }
  retryPolicy(ctx.retry, 'ctx.retry')
  return checkedTimeout(ctx, undefined, DEFAULT_TIMEOUT)
}

/** The functions of the context that a call of `clerklet/verify` uses. */
const FUNCTIONS = [
  'fetch',
  'now',
  'sleep',
  'waitUntil',
  'onRequest',
  'onResponse',
  'onRetry',
] as const

/**
 * Checks every field of the context that a call of `clerklet/verify` uses. A missing key is not an error.
 *
 * @throws {ClerkConfigError} when the context cannot be used for a request.
 */
export function checkCallContext(ctx: Context): void {
  checkedCallTimeout(ctx)
  if (ctx.secretKey) checkedKey(ctx, 'secretKey')
  if (ctx.machineSecretKey) checkedKey(ctx, 'machineSecretKey')
  requestHeaders(ctx, { key: 'none', accept: ACCEPT })
}

/** The response to a call. */
export interface CallResponse extends ReadResponse {
  /** The body when it is a JSON object. */
  json: Record<string, unknown> | undefined
}

/** Options of {@link sendOnce}. */
export interface SendOnceOptions {
  /** The timeout in milliseconds. Unlike in `ctx.timeout`, `0` does not turn it off. Default: {@link checkedCallTimeout}. */
  timeout?: number | undefined
  /** The number of the attempt, from 1, for hooks and the error. Default: 1. */
  attemptNumber?: number | undefined
}

/**
 * Sends a call once, with plain `fetch`: `clerklet/verify` must not need ofetch or valibot.
 *
 * @returns the response, whatever its status, or a `ClerkNetworkError` when no response arrives.
 * @throws {ClerkConfigError} when the context is not valid. An error that a hook throws is passed on unchanged.
 */
export async function sendOnce(
  ctx: Context,
  call: ApiCall,
  { timeout, attemptNumber = 1 }: SendOnceOptions = {},
): Promise<CallResponse | ClerkNetworkError> {
  const request = prepareCall(ctx, call)
  const limited = { ...request, timeout: timeout ?? request.timeout }
  return attemptWithHooks(ctx, limited, attemptNumber, { fetchText: fetchPlainly, read: readCall })
}

/**
 * Sends a call, with the retries and the hooks of the context, and returns the JSON object of a success.
 *
 * @throws {ClerkApiError} when the status is not 2xx.
 * @throws {ClerkNetworkError} when no response arrives within `ctx.timeout`.
 * @throws {ClerkResponseError} when the body of a 2xx response is not a JSON object.
 * @throws {ClerkConfigError} when the context is not valid. An error that a hook throws is passed on unchanged.
 */
export async function callApi<T>(ctx: Context, call: ApiCall): Promise<T> {
  // Made before any `await`: afterwards the stack may no longer lead to the line of the call.
  const origin = errorWithLongStack()
  const request = prepareCall(ctx, call)
  const { status, body, json } = await send(ctx, request, {
    fetchText: fetchPlainly,
    read: readCall,
    retry: retryPolicy(ctx.retry, 'ctx.retry'),
    isRepeatable: request.call.method === 'GET',
    origin,
  })
  // `T` names the fields that the caller reads. The caller checks each of them.
  if (json) return json as T
  const error = new ClerkResponseError(request.call, status, redactJson(body, request.secrets), [
    { path: '', expected: 'a JSON object', received: body ? 'another body' : 'an empty body' },
  ])
  useStackOf(origin, error)
  throw error
}

function readCall({ status, ok, headers, text }: HttpResponse): CallResponse {
  const json = jsonObject(text)
  return { status, ok, headers, body: json ?? text, json }
}

/** Parses a body that is a JSON object; `undefined` for any other body. */
function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function prepareCall(ctx: Context, call: ApiCall): PreparedRequest {
  const { operation, path, search = '', body, key, tokens = [] } = call
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
