import { bodyOf } from './body.ts'
import { errorWithLongStack, useStackOf } from './callerStack.ts'
import { checkSchema, compareWithSchema } from './compareWithSchema.ts'
import type { Context } from './context.ts'
import { checkFunctions, checkLimits } from './contextFunctions.ts'
import { ClerkConfigError, ClerkResponseError } from './errors.ts'
import type { ResponseEvent } from './events.ts'
import { checkedTimeout, type HttpResponse, type PreparedRequest, prepareRequest } from './http.ts'
import { isConfigError } from './isConfigError.ts'
import type { KeyChoice } from './keys.ts'
import { kindOf } from './kindOf.ts'
import { fetchWithOfetch } from './ofetch.ts'
import type { Path } from './path.ts'
import { searchOf } from './query.ts'
import { isRedactable, redact, redactJson } from './redact.ts'
import { type RetryOptions, type RetryPolicy, retryPolicy } from './retry.ts'
import type { Schema } from './schema.ts'
import { type ReadResponse, send } from './send.ts'

/** The last argument of every operation. Each field replaces the field of the context with the same name, unless noted. */
export interface RequestOptions {
  /** Aborts the call, also while it waits for a rate limit or before a retry. The call rejects with the reason of the signal. */
  signal?: AbortSignal | undefined
  /** Milliseconds that one attempt may take, body included. `0` and `Infinity` turn the timeout off. */
  timeout?: number | undefined
  /** How often and for how long to retry; a number is the number of retries. */
  retry?: number | RetryOptions | undefined
  /** Added to the headers of the context. A header with the same name replaces that of the context. */
  headers?: Record<string, string> | undefined
  /** The `Clerk-API-Version` header. */
  apiVersion?: string | undefined
  /** Called after every attempt that got a response. `ctx.onResponse` is called first. */
  onResponse?: ((event: ResponseEvent) => void) | undefined
}

/** Options of the few operations that take an idempotency key. */
export interface IdempotentRequestOptions extends RequestOptions {
  /**
   * At most 255 characters of `A-Z a-z 0-9 _ -`. A call with a key is also retried when it gets no response, or a 502, 503 or
   * 504.
   */
  idempotencyKey?: string | undefined
}

/** The input of {@link request}: one call of the API. */
export interface RequestInput extends IdempotentRequestOptions {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Made with the `path` tag, which encodes the ids in it. */
  path: Path
  /** The name that hooks and errors report. Default: `request`. */
  operation?: string | undefined
  query?: object | undefined
  /** The largest `limit` that the operation allows. Default: 500. */
  maxLimit?: number | undefined
  /**
   * Names of filters in the query whose values name one row each, such as `user_id`. When these filters have more than ten
   * values and the query has no `limit`, the number of values becomes the `limit`, at most `maxLimit`. Otherwise the API would
   * return ten rows.
   */
  idFilters?: readonly string[] | undefined
  /** Sent as JSON, or as a form when it is a `FormData`. */
  body?: unknown
  /** The key to send. `machine-or-secret` is `machineSecretKey`, or `secretKey` when that is not set. Default: `secret`. */
  key?: KeyChoice | undefined
  /** The format in which the response is returned. Default: `json`. */
  responseType?: 'json' | 'text' | undefined
}

/** Milliseconds that an attempt may take when neither the context nor the call has a timeout. */
const DEFAULT_TIMEOUT = 30_000
const JSON_MEDIA_TYPE = /^\s*\w+\/([\w.-]+\+)?json\s*(;|$)/i

/**
 * Calls an endpoint. Use it for endpoints that have no function of their own yet. Every operation is a call of this function,
 * which handles the key, the version, retries, timeouts, hooks and errors, and compares the response with its schema.
 *
 * The response is returned as received. Without a schema it is not validated. Errors contain `[redacted]` in place of the
 * secret key, of cookies, and of tokens and passwords in the params. An error that a hook, `ctx.now` or `ctx.sleep` throws is
 * passed on unchanged.
 *
 * The schema may be any synchronous valibot schema. The response must have the JSON types of the schema. Unknown keys pass. Below
 * the root, nulls and missing keys pass as well, unless `ctx.onDrift` is set. Schemas that check more than a JSON type, such as
 * `picklist`, `record`, `union` or a `pipe`, are checked by valibot. Nulls and missing keys inside them pass, too, unless they
 * make a whole union fail. Transformations and defaults do not change the returned value.
 *
 * @example
 * import { path, request } from 'clerklet'
 *
 * const beta = await request(ctx, undefined, { method: 'GET', path: path`/beta_things/${'thing_1'}` })
 *
 * @throws {ClerkApiError} when the status of the response is not 2xx.
 * @throws {ClerkNetworkError} when no response arrives in time.
 * @throws {ClerkResponseError} when a 2xx response is not JSON or contradicts its schema, unless `ctx.onDrift` is set.
 * @throws {ClerkConfigError} when an argument is missing or malformed, such as a key, an id, a limit or a URL. Nothing is sent.
 */
export async function request<T = unknown>(
  ctx: Context,
  schema: Schema<T> | undefined,
  input: RequestInput,
): Promise<T> {
  // Made before any `await`: afterwards the stack may no longer lead to the line of the call.
  const origin = errorWithLongStack()
  const { prepared, retry } = prepare(ctx, schema, input)
  const { method, idempotencyKey, signal, onResponse } = input
  const response = await send(ctx, prepared, {
    fetchText: fetchWithOfetch,
    read: readBody,
    retry,
    isRepeatable: Boolean(idempotencyKey) || /^(GET|HEAD|PUT|DELETE)$/.test(method),
    origin,
    signal,
    onResponse,
  })
  return accept(ctx, schema, input, prepared, response, origin)
}

/** Checks all arguments, and makes the request and its retry policy. Throws a `ClerkConfigError` for an invalid argument. */
function prepare(
  ctx: Context,
  schema: Schema<unknown> | undefined,
  input: RequestInput,
): { prepared: PreparedRequest; retry: RetryPolicy } {
  const operation = typeof input?.operation === 'string' ? input.operation : 'request'
  try {
    if (typeof ctx !== 'object' || ctx === null) {
      throw new ClerkConfigError(
        `${operation}: the first argument is ${kindOf(ctx)}: pass a context, such as { secretKey: env.CLERK_SECRET_KEY }`,
      )
    }
    checkKinds(ctx, schema, input)
    const { path, query, maxLimit = 500, idFilters } = input
    const prepared = prepareRequest(ctx, {
      ...input,
      operation,
      accept: input.responseType === 'text' ? '*/*' : 'application/json',
      search: searchOf(query, path.route, maxLimit, idFilters),
      body: bodyOf(operation, input.body, [ctx.secretKey, ctx.machineSecretKey]),
      timeout: checkedTimeout(ctx, input.timeout, DEFAULT_TIMEOUT),
    })
    const retry =
      input.retry == null
        ? retryPolicy(ctx.retry, 'ctx.retry')
        : retryPolicy(input.retry, 'options.retry')
    const secrets = [prepared.secrets, credentialsIn(query), credentialsIn(input.body)].flat()
    return { prepared: { ...prepared, secrets }, retry }
  } catch (error) {
    if (isConfigError(error)) throw error
    // A getter of the arguments threw, or a value cannot be converted. The original message is dropped: it may quote a secret.
    throw new ClerkConfigError(
      `${operation}: the arguments cannot be read: look for getters that throw, symbols and BigInts in the context, params and options`,
    )
  }
}

/** The names of params that hold a credential. */
const CREDENTIAL_FIELD =
  /^(token|secret|password|nonce|signing_key|totp_secret|client_secret|(access|refresh|expired)_token)$/

/** The credentials in the params, to be redacted in errors. Leaves out short values, which also occur in other texts. */
function credentialsIn(params: unknown): string[] {
  const entries: [string, unknown][] = Object.entries(Object(params))
  return entries
    .filter(([name]) => CREDENTIAL_FIELD.test(name))
    .map(([, value]) => value)
    .filter((value) => typeof value === 'string')
    .filter(isRedactable)
}

/** The functions of the context that `request` uses. */
const FUNCTIONS = [
  'fetch',
  'now',
  'sleep',
  'onRequest',
  'onResponse',
  'onRetry',
  'onDrift',
] as const

function checkKinds(ctx: Context, schema: Schema<unknown> | undefined, input: RequestInput): void {
  const { method, path, signal } = input
  const flaw = (what: string, value: unknown, wanted: string) =>
    new ClerkConfigError(`${what} is ${kindOf(value)}: set it to ${wanted}`)
  checkFunctions(ctx, FUNCTIONS)
  checkLimits(ctx)
  if (input.onResponse != null && typeof input.onResponse !== 'function') {
    throw flaw('options.onResponse', input.onResponse, 'a function')
  }
  if (signal != null && typeof signal.throwIfAborted !== 'function') {
    throw flaw('options.signal', signal, 'an AbortSignal')
  }
  if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE)$/.test(method)) {
    throw flaw('method', method, 'GET, HEAD, POST, PUT, PATCH or DELETE')
  }
  if (input.body !== undefined && /^(GET|HEAD)$/.test(method)) {
    throw new ClerkConfigError(`A ${method} has no body: pass its parameters as query`)
  }
  if (typeof path?.encoded !== 'string' || typeof path.route !== 'string') {
    throw flaw('path', path, 'one that the path tag makes')
  }
  if (schema != null) {
    if (schema.kind !== 'schema') {
      throw flaw('the schema', schema, 'one of valibot, or to undefined')
    }
    checkSchema(schema)
  }
}

/** A response with its body: the parsed JSON, or the text when it is not JSON. */
interface JsonResponse extends ReadResponse {
  /** Describes a body that is not JSON; undefined for JSON. */
  instead: string | undefined
}

function readBody({ status, ok, headers, text }: HttpResponse): JsonResponse {
  const type = headers.get('content-type') ?? ''
  const response = { status, ok, headers }
  if (!text) return { ...response, body: text, instead: 'an empty body' }
  if (!JSON_MEDIA_TYPE.test(type)) {
    return { ...response, body: text, instead: type || 'a body without content type' }
  }
  try {
    return { ...response, body: JSON.parse(text), instead: undefined }
  } catch {
    return { ...response, body: text, instead: 'malformed JSON' }
  }
}

async function accept<T>(
  ctx: Context,
  schema: Schema<T> | undefined,
  input: RequestInput,
  { call, secrets }: PreparedRequest,
  { status, body, instead }: JsonResponse,
  origin: Error,
): Promise<T> {
  // The caller chooses `T` for text, and for a call without a schema.
  if (input.responseType === 'text') return body as T
  if (body === '' && (!schema || status === 204 || status === 202)) return undefined as T
  const issues = instead
    ? [{ path: '', expected: 'JSON', received: instead }]
    : schema && compareWithSchema(schema, body, Boolean(ctx.onDrift))
  if (issues) {
    // The server controls the keys of a record and the content type, and may echo a secret in them.
    const clean = issues.map(({ path, expected, received }) => ({
      path: redact(path, secrets),
      expected,
      received: redact(received, secrets),
    }))
    const error = new ClerkResponseError(call, status, redactJson(body, secrets), clean)
    useStackOf(origin, error)
    if (!ctx.onDrift) throw error
    await ctx.onDrift(error)
  }
  return body as T
}
