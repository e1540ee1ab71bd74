import { type $Fetch, createFetch, type FetchOptions, type FetchResponse } from 'ofetch'
import { type Context, type Fetch, SERVERS } from './context.ts'
import { disagreements } from './disagreements.ts'
import {
  type CallDetails,
  ClerkApiError,
  type ClerkApiErrorEntry,
  ClerkConfigError,
  ClerkNetworkError,
  ClerkResponseError,
} from './errors.ts'
import type { ResponseEvent } from './events.ts'
import type { Path } from './path.ts'
import { backOff, type RetryOptions, retryPolicy, sleep } from './retry.ts'
import type { Schema } from './schema.ts'
import { withoutEndSlashes } from './slashes.ts'

/** What every operation takes as its last argument. Each field wins over the same one of the context. */
export interface RequestOptions {
  /** Aborts the call, its waits included. The call rejects with the signal's own reason. */
  signal?: AbortSignal | undefined
  /** Milliseconds that one attempt may take, body included. `0` turns it off. */
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
 * The answer is returned as received. Without a schema it is not compared with anything.
 *
 * @example
 * import { path, request } from 'clerklet'
 *
 * const beta = await request(ctx, undefined, { method: 'GET', path: path`/beta_things/${'thing_1'}` })
 *
 * @throws {ClerkApiError} when the API answers with a status that is not 2xx.
 * @throws {ClerkNetworkError} when no answer arrives, or not in time.
 * @throws {ClerkResponseError} when a success contradicts its schema.
 * @throws {ClerkConfigError} when a key, an id, a limit or a URL is missing or malformed; nothing was sent.
 */
export async function request<T = unknown>(
  ctx: Context,
  schema: Schema<T> | undefined,
  input: RequestInput,
): Promise<T> {
  const { method, signal, operation = 'request' } = input
  const { encoded, route } = input.path
  const call = { operation, method, route }
  const url = baseUrl(ctx) + encoded + search(input)
  const headers = requestHeaders(ctx, input)
  const now = ctx.now ?? Date.now
  const { attempts, maxDelay, deadline } = retryPolicy(input.retry ?? ctx.retry)
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
    let error: ClerkApiError | ClerkNetworkError
    try {
      const answer = read(await exchange(ctx, url, headers, input, event))
      const { status, traceId } = answer
      if (ctx.onResponse || input.onResponse) {
        const answered = { ...event, status, duration: now() - attemptStarted, traceId }
        ctx.onResponse?.(answered)
        input.onResponse?.(answered)
      }
      if (answer.ok) return accept(ctx, schema, input, call, answer)
      error = refusal(call, answer, now())
      if (status !== 429 && !(repeatable && status > 501 && status < 505)) throw error
    } catch (thrown) {
      if (!(repeatable && thrown instanceof ClerkNetworkError)) throw thrown
      error = thrown
    }
    const asked = (error as ClerkApiError).retryAfter
    const delay = asked === undefined ? backOff(attempt, maxDelay) : asked * 1000
    if (attempt >= attempts || delay > maxDelay || now() + delay - started > deadline) throw error
    ctx.onRetry?.({ ...event, delay, error })
    await (ctx.sleep ?? sleep)(delay, signal)
  }
}

function baseUrl(ctx: Context): string {
  const url = ctx.baseUrl ?? SERVERS[0]
  if (!/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/.test(url)) {
    throw new ClerkConfigError(
      `ctx.baseUrl must be an http(s) URL without credentials, query or fragment, such as ${SERVERS[0]}`,
    )
  }
  return withoutEndSlashes(url)
}

function search({ query, maxLimit = 500, path }: RequestInput): string {
  if (!query) return ''
  const found = new URLSearchParams()
  const append = (name: string, value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) append(name, item)
    else if (value !== undefined) {
      found.append(name, `${value instanceof Date ? value.getTime() : value}`)
    }
  }
  for (const [name, value] of Object.entries(query)) {
    // Infinity asks for the largest page there is.
    const wanted = name === 'limit' && value === Infinity ? maxLimit : value
    if (
      name === 'limit' &&
      wanted !== undefined &&
      !(wanted > 0 && wanted <= maxLimit && wanted % 1 === 0)
    ) {
      throw new ClerkConfigError(
        `limit is ${value}, and ${path.route} takes a whole number from 1 to ${maxLimit}: the API answers anything else with 10 rows`,
      )
    }
    append(name, wanted)
  }
  return found.size ? `?${found}` : ''
}

function requestHeaders(ctx: Context, input: RequestInput): Headers {
  const headers = new Headers()
  const key = input.key === 'none' ? undefined : keyFor(ctx, input.key)
  try {
    headers.set('accept', input.answer === 'text' ? '*/*' : 'application/json')
    headers.set('clerk-api-version', input.apiVersion ?? ctx.apiVersion ?? API_VERSION)
    if (key) headers.set('authorization', `Bearer ${key}`)
    if (input.idempotencyKey) headers.set('idempotency-key', input.idempotencyKey)
    for (const extra of [ctx.headers, input.headers]) {
      for (const name in extra) headers.set(name, extra[name] as string)
    }
  } catch {
    // The original message quotes the value, which may be the key.
    throw new ClerkConfigError(
      'A header is not valid HTTP: look for line breaks and characters beyond Latin-1 in the key, apiVersion and headers',
    )
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
  traceId: string | undefined
  body: unknown
  /** What the body is when it is not JSON. */
  instead: string | undefined
}

/** One attempt. A time-out covers the body, too, and holds for a fetch that ignores its signal. */
function exchange(
  ctx: Context,
  url: string,
  headers: Headers,
  { method, body, signal, timeout = ctx.timeout ?? 30_000 }: RequestInput,
  { route, attempt }: { route: string; attempt: number },
): Promise<FetchResponse<string>> {
  const controller = new AbortController()
  return new Promise((resolve, reject) => {
    // First of all: it throws when the body cannot be written as JSON.
    const payload = (
      body === undefined || body instanceof FormData ? body : JSON.stringify(body)
    ) as BodyInit | undefined
    const fail = (what: string, code: string, cause?: unknown) =>
      giveUp(
        new ClerkNetworkError(
          `${what}: ${method} ${route} (attempt ${attempt})`,
          code,
          attempt,
          cause,
        ),
      )
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
    // Does not wait for a fetch that ignores its signal, which may never come back.
    const giveUp = (reason: unknown) => {
      end()
      reject(reason)
      controller.abort()
    }
    const abort = () => giveUp(signal?.reason)
    const timer =
      timeout > 0
        ? setTimeout(() => fail(`No answer within ${timeout} ms`, 'timeout'), timeout)
        : undefined
    signal?.addEventListener('abort', abort)

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
      .then(
        (response) => {
          end()
          resolve(response)
        },
        // A FetchError exposes the request, and with it the key. The ofetch in the package makes none.
        (error) => {
          const cause = harmless(error?.name === 'FetchError' ? error.cause : error)
          fail(`No answer (${cause.message})`, cause.code ?? cause.cause?.code ?? 'network', cause)
        },
      )
  })
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
    // ofetch makes a copy of the headers, which are those of one call already.
    Headers: asItIs as unknown as typeof Headers,
  })
  return client
}

/** Also works as a constructor that gives back what it is given. */
function asItIs<T>(value: T): T {
  return value
}

interface Cause extends Error {
  code?: string
  cause?: Cause
}

/** A copy of an error that carries nothing but its message and code, and no credential in them. */
function harmless(error: Cause, depth = 0): Cause {
  const copy = new Error(
    `${error?.message ?? error}`.replace(
      /(Bearer\s+|\b(sk|ak|mt|oat)_|\beyJ)[\w.=-]+/g,
      '[redacted]',
    ),
  ) as Cause
  if (error?.cause && depth < 4) copy.cause = harmless(error.cause, depth + 1)
  if (error?.code) copy.code = `${error.code}`
  return copy
}

function read(response: FetchResponse<string>): Answer {
  const { ok, status, headers, _data: text = '' } = response
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
  const traceId =
    (body as { clerk_trace_id?: string } | null)?.clerk_trace_id ??
    headers.get('cf-ray') ??
    undefined
  return { ok, status, headers, traceId, body, instead }
}

function accept<T>(
  ctx: Context,
  schema: Schema<T> | undefined,
  input: RequestInput,
  call: CallDetails,
  { status, body, instead }: Answer,
): T {
  if (input.answer === 'text') return body as T
  if (body === '' && (!schema || status === 204 || status === 202)) return undefined as T
  const issues = instead
    ? [{ path: '', expected: 'JSON', received: instead }]
    : schema && disagreements(schema, body, ctx.onDrift !== undefined)
  if (issues) {
    const error = new ClerkResponseError(call, status, body, issues)
    if (!ctx.onDrift) throw error
    ctx.onDrift(error)
  }
  return body as T
}

function refusal(call: CallDetails, answer: Answer, now: number): ClerkApiError {
  const { status, traceId, body } = answer
  const errors = (body as { errors?: ClerkApiErrorEntry[] } | null)?.errors
  const wait = answer.headers.get('retry-after') ?? ''
  const seconds = /^\d+$/.test(wait) ? Number(wait) : Math.max(0, (Date.parse(wait) - now) / 1000)
  const headers: Record<string, string> = Object.fromEntries(answer.headers)
  delete headers['set-cookie']
  return new ClerkApiError({
    ...call,
    status,
    errors: Array.isArray(errors) ? errors : [],
    traceId,
    retryAfter: seconds >= 0 ? seconds : undefined,
    body,
    headers,
  })
}
