import { ClerkConfigError, ClerkNetworkError } from '../errors.ts'
import { configured } from '../verify/configuration.ts'
import { endToEnd } from './headers.ts'
import {
  PROXY_FRONTEND_API_OPTIONS,
  type ProxyContext,
  type ProxyFrontendApiOptions,
  publicLocation,
  type Route,
  routeFor,
} from './route.ts'

/** Why a request was not passed on. */
export type ProxyErrorCode =
  | 'proxy_configuration_error'
  | 'proxy_path_mismatch'
  | 'proxy_request_failed'

/** What runtimes tell of a fetch that failed. */
interface FetchError extends Error {
  code?: unknown
  cause?: { code?: unknown }
}

/** Streams are sent in half duplex, which the types of the DOM do not know yet. */
interface StreamingInit extends RequestInit {
  duplex?: 'half'
}

/**
 * Passes a request on to the Frontend API, and its answer back: for applications whose browsers are to talk to their own
 * domain only. Bodies are streamed in both directions and nothing is repeated, so that of the context only the keys and
 * `fetch` play a part. When the client goes away, so does the request to the Frontend API.
 *
 * Never rejects. What was not passed on is answered as `{ errors: [{ code, message }] }`: 500 `proxy_configuration_error`,
 * 400 `proxy_path_mismatch`, 502 `proxy_request_failed`.
 *
 * @see {@link https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi Proxying the Frontend API}
 *
 * @example
 * const ctx = { secretKey: env.CLERK_SECRET_KEY, publishableKey: env.CLERK_PUBLISHABLE_KEY }
 * if (matchProxyPath(request)) return proxyFrontendApi(ctx, request)
 */
export async function proxyFrontendApi(
  ctx: ProxyContext,
  request: Request,
  options?: ProxyFrontendApiOptions,
): Promise<Response> {
  let config: ProxyContext
  let route: Route | undefined
  try {
    config = configured(ctx, options, PROXY_FRONTEND_API_OPTIONS)
    route = routeFor(config, request)
  } catch (error) {
    // Any other error is one of Headers, which quotes the value.
    const message = error instanceof ClerkConfigError ? error.message : UNSENDABLE
    return refusal(500, 'proxy_configuration_error', message)
  }
  if (!route) return refusal(400, 'proxy_path_mismatch', 'The path is not below proxyPath')

  const { fetch = globalThis.fetch, secretKey = '', onError } = config
  const { method, body, signal } = request
  const controller = new AbortController()
  // Listened to and not handed on: fetch refuses the signals of another realm, and some servers make such requests.
  if (signal?.aborted) controller.abort()
  // Not at once: a server that hears of it first, and cancels the body itself, need not report an error then.
  signal?.addEventListener('abort', () => queueMicrotask(() => controller.abort()))
  const init: StreamingInit = {
    method,
    headers: route.headers,
    redirect: 'manual',
    signal: controller.signal,
  }
  if (body) {
    init.body = body
    init.duplex = 'half'
  }
  try {
    return answer(await fetch(route.target.href, init), route)
  } catch (error) {
    if (!signal?.aborted) onError?.(networkError(error as FetchError, secretKey))
    return refusal(502, 'proxy_request_failed', UNANSWERED)
  }
}

const UNSENDABLE =
  'ctx.secretKey cannot be sent: look for line breaks and characters beyond Latin-1 in it'
const UNANSWERED = 'The Frontend API did not answer'

function answer(response: Response, route: Route): Response {
  const { status, statusText, body } = response
  const headers = endToEnd(response.headers)
  // What fetch hands out is decoded already.
  headers.delete('content-encoding')
  headers.delete('content-length')
  const location = headers.get('location')
  if (location) headers.set('location', publicLocation(location, route))
  // A body of no bytes is one too many for these.
  const bare = /204|205|304/.test(`${status}`)
  return new Response(bare ? null : body, { status, statusText, headers })
}

function refusal(status: number, code: ProxyErrorCode, message: string): Response {
  return Response.json(
    { errors: [{ code, message }] },
    { status, headers: { 'cache-control': 'no-store' } },
  )
}

/** The original error may quote a header, and its causes may hold the request. */
function networkError({ message, code, cause }: FetchError, secretKey: string): ClerkNetworkError {
  return new ClerkNetworkError(
    `${UNANSWERED}: ${message.replaceAll(secretKey, '[redacted]')}`,
    `${code ?? cause?.code ?? 'network'}`,
    1,
  )
}
