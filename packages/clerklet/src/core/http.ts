import { onAbort } from './abort.ts'
import { checkedBaseUrl } from './baseUrl.ts'
import type { Context, Fetch } from './context.ts'
import { type CallDetails, ClerkNetworkError } from './errors.ts'
import { type HeaderOptions, requestHeaders } from './headers.ts'
import { checkedMilliseconds } from './numbers.ts'
import type { Path } from './path.ts'
import { type Cause, codeOf, harmless, isRedactable, messageOf } from './redact.ts'
import { startTimer } from './timers.ts'

/*
 * Sends a request to Clerk. `prepareRequest` checks the context and makes the URL and the headers; `attempt` sends the request
 * once. `send.ts` adds retries and hooks; `request.ts` adds schemas; `callApi.ts` is the smaller client of `clerklet/verify`.
 */

/** The parts of a request that do not come from the context. */
export interface RequestParts extends HeaderOptions {
  operation: string
  method: string
  /** Made with the `path` tag, which encodes the ids in it. */
  path: Path
  /** The query with its question mark; empty without parameters. */
  search: string
  /** A string is sent as JSON. */
  body: string | FormData | undefined
  /** Milliseconds that an attempt may take, body included, as {@link checkedTimeout} returns them. */
  timeout: number
}

/** A checked request. It may be sent any number of times. */
export interface PreparedRequest {
  call: CallDetails
  /** The fetch function. It is called without `this`. */
  fetch: Fetch
  url: string
  headers: Headers
  body: string | FormData | undefined
  /** Milliseconds that an attempt may take, body included; `Infinity` for no limit. */
  timeout: number
  /** The values that no error may show. */
  secrets: unknown[]
}

/** The response to one attempt, whatever its status. */
export interface HttpResponse {
  status: number
  /** Whether the status is a 2xx. */
  ok: boolean
  headers: Headers
  /** The body, not parsed. */
  text: string
}

/** Calls the given fetch function, and reads the body as text. */
export type FetchText = (
  fetch: Fetch,
  url: string,
  init: RequestInit,
) => Promise<{ response: Response; text: string }>

/**
 * Makes a request, and checks its key, URL and headers. Nothing is sent.
 *
 * @throws {ClerkConfigError} when the key is missing, and when the key, the URL or a header is malformed.
 */
export function prepareRequest(ctx: Context, parts: RequestParts): PreparedRequest {
  const { operation, method, path, search, body, timeout } = parts
  const contentType = typeof body === 'string' ? 'application/json' : undefined
  const headers = requestHeaders(ctx, { ...parts, contentType })
  const sentKey = headers.get('authorization')?.replace(/^\S+\s+/, '')
  return {
    call: { operation, method, route: path.route },
    fetch: ctx.fetch ?? globalThis.fetch,
    url: checkedBaseUrl(ctx) + path.encoded + search,
    headers,
    body,
    timeout,
    secrets: [ctx.secretKey, ctx.machineSecretKey, sentKey, ...cookieValues(headers)],
  }
}

/** The values of a `Cookie` header, to be redacted. Leaves out short values, such as `dark`, which also occur in other texts. */
function cookieValues(headers: Headers): string[] {
  const pairs = headers.get('cookie')?.split(';') ?? []
  return pairs.map((pair) => pair.slice(pair.indexOf('=') + 1).trim()).filter(isRedactable)
}

/**
 * Returns the milliseconds that one attempt may take; `Infinity` when the timeout is `0`.
 *
 * @param ofCall The timeout of the call. It replaces `ctx.timeout`.
 * @param byDefault The timeout when neither the call nor the context sets a timeout.
 * @throws {ClerkConfigError} when the timeout is NaN, negative or not a number.
 */
export function checkedTimeout(
  ctx: Context,
  ofCall: number | null | undefined,
  byDefault: number,
): number {
  const place = ofCall == null ? 'ctx.timeout' : 'options.timeout'
  return checkedMilliseconds(place, ofCall ?? ctx.timeout ?? byDefault) || Infinity
}

/** An attempt without a response. */
interface Failure {
  /** The end of the message, such as ` within 30000 ms`. */
  reason: string
  code: string
  cause?: Cause
}

/**
 * Sends a request once and reads the body of its response as text. The timeout covers the body, and also ends a fetch that
 * ignores its signal. No timer and no listener remains afterwards.
 *
 * @param number The number of the attempt, from 1, for the error.
 * @returns the response, or a `ClerkNetworkError` when no response arrives. Rejects only with the reason of the signal.
 */
export async function attempt(
  request: PreparedRequest,
  fetchText: FetchText,
  number: number,
  signal?: AbortSignal,
): Promise<HttpResponse | ClerkNetworkError> {
  const outcome = await fetchOnce(request, fetchText, signal)
  if ('status' in outcome) return outcome
  // The error is made after the `await`, so that its stack leads to the caller, not to a timer or a socket.
  const { call, url } = request
  const { host } = new URL(url)
  const { reason, code, cause } = outcome
  return new ClerkNetworkError(
    `No response from ${host} to ${call.method} ${call.route}${reason} (attempt ${number})`,
    { ...call, host, code, attempts: number },
    cause,
  )
}

function fetchOnce(
  { call, fetch, url, headers, body, timeout, secrets }: PreparedRequest,
  fetchText: FetchText,
  signal: AbortSignal | undefined,
): Promise<HttpResponse | Failure> {
  const controller = new AbortController()
  const init: RequestInit = {
    method: call.method,
    headers,
    body: body ?? null,
    redirect: 'manual',
    signal: controller.signal,
  }
  return new Promise((resolve, reject) => {
    let stopListening: (() => void) | undefined
    const end = () => {
      cancelTimer()
      stopListening?.()
    }
    // Resolves here, because a fetch that ignores its signal may never settle. Resolving before the abort also keeps this
    // failure: the rejection that the abort causes comes too late to replace it.
    const fail = (failure: Failure) => {
      end()
      resolve(failure)
      controller.abort()
    }
    const cancelTimer = startTimer(timeout, () =>
      fail({ reason: ` within ${timeout} ms`, code: 'timeout' }),
    )
    // Calls back synchronously when the signal is already aborted.
    stopListening = onAbort(signal, () => {
      end()
      reject(signal?.reason)
      controller.abort()
    })

    startFetch(fetchText, fetch, url, init).then(
      (response) => {
        end()
        resolve(response)
      },
      (thrown) => {
        const cause = harmless(thrown, secrets)
        fail({ reason: `: ${messageOf(cause)}`, code: codeOf(cause) ?? 'network', cause })
      },
    )
  })
}

/** Fetches, and checks that `ctx.fetch` returned a response. Async, so that a synchronous error of fetch becomes a rejection. */
async function startFetch(
  fetchText: FetchText,
  fetch: Fetch,
  url: string,
  init: RequestInit,
): Promise<HttpResponse> {
  const fetchResponse: Fetch = async (...args) => {
    const response: Partial<Response> | undefined = await fetch(...args)
    if (Number.isInteger(response?.status) && typeof response?.headers?.get === 'function') {
      return response as Response
    }
    throw new TypeError('ctx.fetch returned no Response')
  }
  const { response, text } = await fetchText(fetchResponse, url, init)
  const { status, headers } = response
  return { status, ok: status >= 200 && status < 300, headers, text }
}
