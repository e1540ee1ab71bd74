import { type $Fetch, createFetch, type FetchOptions, type FetchResponse } from 'ofetch'
import { onAbort } from './abort.ts'
import { apiError, traceIdOf } from './apiError.ts'
import { type Context, type Fetch, SERVERS } from './context.ts'
import { disagreements } from './disagreements.ts'
import {
  type CallDetails,
  type ClerkApiError,
  ClerkConfigError,
  ClerkNetworkError,
  ClerkResponseError,
} from './errors.ts'
import type { ResponseEvent } from './events.ts'
import { isConfigError } from './isConfigError.ts'
import { checkedMilliseconds } from './numbers.ts'
import { isWellFormed, type Path } from './path.ts'
import { type Cause, harmless, redact, redactJson } from './redact.ts'
import { backOff, type RetryOptions, retryPolicy, sleep } from './retry.ts'
import type { Schema } from './schema.ts'
import { withoutEndSlashes } from './slashes.ts'
import { startTimer } from './timers.ts'

/** What every operation takes as its last argument. Each field wins over the same one of the context. */
export interface RequestOptions {
  /** Aborts the call, its waits included. The call rejects with the signal's own reason. */
  signal?: AbortSignal | undefined
  /** Milliseconds that one attempt may take, body included. `0` and `Infinity` turn it off. */
  timeout?: number | undefined
  /** How often and how long to repeat; a number is the number of repeats. */
  retry?: number | RetryOptions | undefined
  /** Added to those of the context. */
  headers?: Record<string, string> | undefined
  /** The `Clerk-API-Version` header. */
  apiVersion?: string | undefined
  /** Called after every attempt that was answered, after the hook of the context. */
  onResponse?: ((event: ResponseEvent) => void) | undefined
}

/** Options of the few operations that the API can recognise as a repetition. */
export interface IdempotentRequestOptions extends RequestOptions {
  /** At most 255 of `A-Z a-z 0-9 _ -`. With it the call is repeated after a 5xx or a broken connection, too. */
  idempotencyKey?: string | undefined
}

/** A value of a query. `undefined` is left out, an array repeats its key, a `Date` becomes epoch milliseconds. */
export type QueryValue = string | number | boolean | null | Date | undefined | readonly QueryValue[]

/** One call of the API. */
export interface RequestInput extends IdempotentRequestOptions {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Made with the `path` tag, which encodes the ids in it. */
  path: Path
  /** The name that hooks and errors report. Default: `request`. */
  operation?: string | undefined
  query?: object | undefined
  /** The largest `limit` that the operation allows. Default: 500. */
  maxLimit?: number | undefined
  /** Sent as JSON, or as a form when it is a `FormData`. */
  body?: unknown
  /** Which key to send. `machine-or-secret` prefers the machine's. Default: `secret`. */
  key?: 'secret' | 'machine' | 'machine-or-secret' | 'none' | undefined
  /** What the answer is read as. Default: `json`. */
  answer?: 'json' | 'text' | undefined
}

const API_VERSION = '2026-05-12'
const JSON_MEDIA_TYPE = /^\s*\w+\/([\w.-]+\+)?json\s*(;|$)/i

/**
 * Calls an endpoint: the documented way to reach one that has no function of its own yet. Everything that operations do
 * happens here: key, version, retries, time-outs, hooks, errors and the comparison of the answer with its schema.
 *
 * The answer is returned as received. Without a schema it is not compared with anything. In errors, an echo of the secret
 * key is `[redacted]`; what a hook or a function of the context throws is passed on as it is.
 *
 * @example
 * import { path, request } from 'clerklet'
 *
 * const beta = await request(ctx, undefined, { method: 'GET', path: path`/beta_things/${'thing_1'}` })
 *
 * @throws {ClerkApiError} when the API answers with a status that is not 2xx.
 * @throws {ClerkNetworkError} when no answer arrives, or not in time.
 * @throws {ClerkResponseError} when a success contradicts its schema.
 * @throws {ClerkConfigError} when a key, an id, a limit, a URL or anything else in the arguments is missing or malformed;
 * nothing was sent.
 */
export async function request<T = unknown>(
  ctx: Context,
  schema: Schema<T> | undefined,
  input: RequestInput,
): Promise<T> {
  const message = prepared(ctx, schema, input)
  const { call, secrets, retry } = message
  const { method, route, operation } = call
  const { signal } = input
  const now = ctx.now ?? Date.now
  const repeatable = input.idempotencyKey || /^(GET|HEAD|PUT|DELETE)$/.test(method)
  let started = now()

  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    if (ctx.turn) started += await ctx.turn(signal)
    const event = { operation, method, route, attempt }
    ctx.onRequest?.(event)
    // The hook may have aborted, and a listener hears nothing of what was before it.
    signal?.throwIfAborted()
    const attemptStarted = now()
    const outcome = await exchange(ctx, message, input, attempt)
    let error: ClerkApiError | ClerkNetworkError
    if (outcome instanceof ClerkNetworkError) error = outcome
    else {
      const { status } = outcome
      if (ctx.onResponse || input.onResponse) {
        const duration = now() - attemptStarted
        const answered = { ...event, status, duration, traceId: traceIdOf(outcome, secrets) }
        ctx.onResponse?.(answered)
        input.onResponse?.(answered)
      }
      if (outcome.ok) return accept(ctx, schema, input, message, outcome)
      error = apiError(call, outcome, now(), secrets)
    }
    // Without a status there was no answer.
    const { status, retryAfter } = error as Partial<ClerkApiError>
    const isPassing = status === undefined || (status > 501 && status < 505)
    if (status !== 429 && !(repeatable && isPassing)) throw error
    const delay = retryAfter === undefined ? backOff(attempt, retry.maxDelay) : retryAfter * 1000
    if (attempt >= retry.attempts || delay > retry.maxDelay) throw error
    if (now() + delay - started > retry.deadline) throw error
    ctx.onRetry?.({ ...event, delay, error })
    await (ctx.sleep ?? sleep)(delay, signal)
  }
}

/** A call that is ready to be sent. */
interface Message {
  call: CallDetails
  url: string
  headers: Headers
  payload: BodyInit | undefined
  timeout: number
  retry: ReturnType<typeof retryPolicy>
  /** What no error may show. */
  secrets: unknown[]
}

/** Reads and checks all arguments, before anything is sent. Every mistake in them is a `ClerkConfigError`. */
function prepared(ctx: Context, schema: unknown, input: RequestInput): Message {
  const operation = typeof input?.operation === 'string' ? input.operation : 'request'
  try {
    if (typeof ctx !== 'object' || ctx === null) {
      throw new ClerkConfigError(
        `${operation}: the first argument is ${kindOf(ctx)}: pass a context, such as { secretKey: env.CLERK_SECRET_KEY }`,
      )
    }
    checkKinds(ctx, schema, input)
    const { method, path } = input
    const headers = requestHeaders(ctx, input)
    const { secretKey, machineSecretKey } = ctx
    const sent = headers.get('authorization')?.replace(/^\S+\s+/, '')
    return {
      call: { operation, method, route: path.route },
      url: baseUrl(ctx) + path.encoded + search(input),
      headers,
      payload: payloadOf(operation, input.body),
      timeout: checkedMilliseconds(
        input.timeout == null ? 'ctx.timeout' : 'options.timeout',
        input.timeout ?? ctx.timeout ?? 30_000,
      ),
      retry: retryPolicy(
        input.retry ?? ctx.retry,
        input.retry == null ? 'ctx.retry' : 'options.retry',
      ),
      secrets: [secretKey, machineSecretKey, sent],
    }
  } catch (error) {
    if (isConfigError(error)) throw error
    // A getter of the caller's threw, or a value cannot be converted. The original error may quote anything.
    throw new ClerkConfigError(
      `${operation}: the arguments cannot be read: look for getters that throw, symbols and BigInts in the context, params and options`,
    )
  }
}

/** What must be a function, where it is set. */
const FUNCTIONS = [
  'fetch',
  'now',
  'sleep',
  'turn',
  'onRequest',
  'onResponse',
  'onRetry',
  'onDrift',
] as const

function checkKinds(ctx: Context, schema: unknown, input: RequestInput): void {
  const { method, path, signal } = input
  const flaw = (what: string, value: unknown, wanted: string) =>
    new ClerkConfigError(`${what} is ${kindOf(value)}: set it to ${wanted}`)
  for (const name of FUNCTIONS) {
    if (ctx[name] != null && typeof ctx[name] !== 'function') {
      throw flaw(`ctx.${name}`, ctx[name], 'a function')
    }
  }
  if (input.onResponse != null && typeof input.onResponse !== 'function') {
    throw flaw('options.onResponse', input.onResponse, 'a function')
  }
  if (signal != null && typeof signal.throwIfAborted !== 'function') {
    throw flaw('options.signal', signal, 'an AbortSignal')
  }
  if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE)$/.test(method)) {
    throw flaw('method', method, 'GET, HEAD, POST, PUT, PATCH or DELETE')
  }
  if (typeof path?.encoded !== 'string' || typeof path.route !== 'string') {
    throw flaw('path', path, 'one that the path tag makes')
  }
  if (schema != null && !(typeof schema === 'object' && '~standard' in schema)) {
    throw flaw('the schema', schema, 'one of valibot, or to undefined')
  }
}

/** Never the value, which may be a key. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return `${value}`
  return Array.isArray(value) ? 'a list' : `of type ${typeof value}`
}

function baseUrl(ctx: Context): string {
  const url: unknown = ctx.baseUrl ?? SERVERS[0]
  if (
    typeof url !== 'string' ||
    !/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/.test(url) ||
    !isWellFormed(url) ||
    !isUrl(url)
  ) {
    throw new ClerkConfigError(
      `ctx.baseUrl must be an http(s) URL without credentials, query or fragment, such as ${SERVERS[0]}`,
    )
  }
  return withoutEndSlashes(url)
}

function isUrl(text: string): boolean {
  try {
    return Boolean(new URL(text))
  } catch {
    return false
  }
}

/** The body as it is sent: the same in each attempt. */
function payloadOf(operation: string, body: unknown): BodyInit | undefined {
  if (body === undefined || body instanceof FormData) return body
  let json: string | undefined
  try {
    json = JSON.stringify(body)
  } catch {
    // Explained below, without the value.
  }
  if (json !== undefined) return json
  throw new ClerkConfigError(
    `${operation}: the params cannot be written as JSON: look for BigInts, cycles and functions in them`,
  )
}

function search({ query, maxLimit = 500, path }: RequestInput): string {
  if (query == null) return ''
  if (typeof query !== 'object') {
    throw new ClerkConfigError(`The params of ${path.route} are ${kindOf(query)}: pass an object`)
  }
  const found = new URLSearchParams()
  const append = (name: string, value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) append(name, item)
    else if (value !== undefined) {
      const text = queryText(value)
      if (text === undefined || !isWellFormed(name) || !isWellFormed(text)) {
        throw new ClerkConfigError(
          `${isWellFormed(name) ? name : 'A name'} in the params of ${path.route} cannot be part of a URL: pass a well-formed string, a number, a boolean, a valid Date or a list of these`,
        )
      }
      found.append(name, text)
    }
  }
  for (const [name, value] of Object.entries(query)) {
    // Infinity asks for the largest page there is.
    const wanted = name === 'limit' && value === Infinity ? maxLimit : value
    if (
      name === 'limit' &&
      wanted !== undefined &&
      !(typeof wanted === 'number' && wanted > 0 && wanted <= maxLimit && wanted % 1 === 0)
    ) {
      const given = typeof value === 'object' && value !== null ? kindOf(value) : String(value)
      throw new ClerkConfigError(
        `limit is ${given}, and ${path.route} takes a whole number from 1 to ${maxLimit}: the API answers anything else with 10 rows`,
      )
    }
    append(name, wanted)
  }
  return found.size ? `?${found}` : ''
}

/** Undefined for what has no form in a query. */
function queryText(value: unknown): string | undefined {
  if (value instanceof Date) {
    const time = value.getTime()
    return Number.isNaN(time) ? undefined : `${time}`
  }
  const isPlain = value === null || /^(string|number|boolean|bigint)$/.test(typeof value)
  return isPlain ? `${value}` : undefined
}

function requestHeaders(ctx: Context, input: RequestInput): Headers {
  const headers = new Headers()
  const set = (place: string, name: string, value: unknown) => {
    try {
      if (typeof value !== 'string') throw new TypeError()
      headers.set(name, value)
    } catch {
      // The original message quotes the value, which may be the key.
      throw new ClerkConfigError(
        `A header is not valid HTTP (${redact(place, [ctx.secretKey, ctx.machineSecretKey])}): look for line breaks, characters beyond Latin-1 and what is no string`,
      )
    }
  }
  const key = input.key === 'none' ? undefined : keyFor(ctx, input.key)
  set('accept', 'accept', input.answer === 'text' ? '*/*' : 'application/json')
  set('apiVersion', 'clerk-api-version', input.apiVersion ?? ctx.apiVersion ?? API_VERSION)
  if (key) set('the key', 'authorization', `Bearer ${key}`)
  if (input.idempotencyKey) set('idempotencyKey', 'idempotency-key', input.idempotencyKey)
  for (const [place, extra] of [
    ['ctx.headers', ctx.headers],
    ['options.headers', input.headers],
  ] as const) {
    if (extra == null) continue
    if (typeof extra !== 'object' || Symbol.iterator in extra) {
      throw new ClerkConfigError(
        `${place} must be a plain object of names and values, such as { 'x-name': 'value' }`,
      )
    }
    for (const [name, value] of Object.entries(extra)) {
      if (value !== undefined) set(`${place}, ${name}`, name, value)
    }
  }
  return headers
}

function keyFor(ctx: Context, key: RequestInput['key']): string {
  const machine = key?.[0] === 'm'
  const name =
    machine && (ctx.machineSecretKey || key === 'machine') ? 'machineSecretKey' : 'secretKey'
  const value = ctx[name]
  if (typeof value !== 'string' || !value || value.startsWith('pk_')) {
    throw new ClerkConfigError(
      `ctx.${name} ${value ? 'holds a publishable key' : 'is missing'}: set it to ${
        machine ? 'the key of the machine (ak_…)' : 'the secret key of the instance (sk_…)'
      }`,
    )
  }
  return value
}

interface Answer {
  ok: boolean
  status: number
  headers: Headers
  body: unknown
  /** What the body is when it is not JSON. */
  instead: string | undefined
}

/**
 * One attempt. A time-out covers the body, too, and holds for a fetch that ignores its signal. Rejects with the reason of
 * the signal and nothing else.
 */
function exchange(
  ctx: Context,
  { url, headers, payload, timeout, secrets, call }: Message,
  { signal }: RequestInput,
  attempt: number,
): Promise<Answer | ClerkNetworkError> {
  const { method, route } = call
  const controller = new AbortController()
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined
    const end = () => {
      cancel()
      stop?.()
    }
    // Does not wait for a fetch that ignores its signal, which may never come back.
    const fail = (what: string, code: string, cause?: unknown) => {
      end()
      const text = `${what}: ${method} ${route} (attempt ${attempt})`
      resolve(new ClerkNetworkError(text, code, attempt, cause))
      controller.abort()
    }
    const cancel = startTimer(timeout || Infinity, () =>
      fail(`No answer within ${timeout} ms`, 'timeout'),
    )
    // A hook may have aborted it: then this calls back before it returns.
    stop = onAbort(signal, () => {
      end()
      reject(signal?.reason)
      controller.abort()
    })

    const init: Init = {
      method,
      headers,
      body: payload,
      signal: controller.signal,
      fetch: ctx.fetch ?? globalThis.fetch,
      retry: false,
      ignoreResponseError: true,
      // Its own parser takes broken JSON for a string.
      parseResponse: asItIs,
    }
    ofetch()
      .raw<string, 'text'>(url, init)
      .then(read)
      .then(
        (answer) => {
          end()
          resolve(answer)
        },
        (thrown) => {
          const cause = causeOf(thrown, secrets)
          fail(`No answer (${cause.message})`, cause.code ?? cause.cause?.code ?? 'network', cause)
        },
      )
  })
}

/**
 * What the fetch failed with, without credentials. Never throws. A FetchError exposes the request, and with it the key, so
 * that only its cause is read.
 */
function causeOf(thrown: unknown, secrets: readonly unknown[]): Cause {
  try {
    const { name, cause } = Object(thrown) as Partial<Error>
    return harmless(name === 'FetchError' ? cause : thrown, secrets)
  } catch {
    return harmless(thrown, secrets)
  }
}

/** What ofetch is called with, and hands on to the function that it fetches with. */
type Init = FetchOptions<'text'> & {
  fetch: Fetch
  method: string
  headers: Headers
  body: BodyInit | undefined
  signal: AbortSignal
}

let client: $Fetch | undefined

/** One for all calls, since to make it costs more than all else in a call; made at the first, since nothing runs on import. */
function ofetch(): $Fetch {
  client ??= createFetch({
    fetch: (url, init) => {
      const { fetch, method, headers, body = null, signal } = init as Init
      // Only what every runtime implements: workerd refuses init fields that it does not know.
      return fetch(url as string, { method, headers, body, redirect: 'manual', signal })
    },
  })
  return client
}

function asItIs<T>(value: T): T {
  return value
}

function read(response: FetchResponse<string>): Answer {
  const { status, headers, _data: text = '' } = response
  if (!Number.isInteger(status) || typeof headers?.get !== 'function') {
    throw new TypeError('ctx.fetch gave no Response')
  }
  // A runtime may keep the response for long after the call, and the text with it.
  response._data = ''
  const type = headers.get('content-type') ?? ''
  let body: unknown = text
  let instead: string | undefined = text ? type || 'a body without content type' : 'an empty body'
  if (text && JSON_MEDIA_TYPE.test(type)) {
    try {
      body = JSON.parse(text)
      instead = undefined
    } catch {
      instead = 'malformed JSON'
    }
  }
  return { ok: status > 199 && status < 300, status, headers, body, instead }
}

function accept<T>(
  ctx: Context,
  schema: Schema<T> | undefined,
  input: RequestInput,
  { call, secrets }: Message,
  { status, body, instead }: Answer,
): T {
  if (input.answer === 'text') return body as T
  if (body === '' && (!schema || status === 204 || status === 202)) return undefined as T
  const issues = instead
    ? [{ path: '', expected: 'JSON', received: redact(instead, secrets) }]
    : schema && disagreements(schema, body, Boolean(ctx.onDrift))
  if (issues) {
    const error = new ClerkResponseError(call, status, redactJson(body, secrets), issues)
    if (!ctx.onDrift) throw error
    ctx.onDrift(error)
  }
  return body as T
}
