import { onAbort } from '../core/abort.ts'
import { ClerkNetworkError } from '../core/errors.ts'
import { isConfigError } from '../core/isConfigError.ts'
import { codeOf, harmless, messageOf } from '../core/redact.ts'
import { configured, misconfigured } from '../instance/configuration.ts'
import { endToEnd } from './headers.ts'
import {
  PROXY_FRONTEND_API_OPTIONS,
  type ProxyContext,
  type ProxyFrontendApiOptions,
  publicLocation,
  type Route,
  routeFor,
} from './route.ts'

/** Why a request was not forwarded. */
export type ProxyErrorCode =
  | 'proxy_configuration_error'
  | 'proxy_path_mismatch'
  | 'proxy_request_failed'

/** A request with a stream as its body must set `duplex`, which the types of the DOM lack. */
interface StreamingInit extends RequestInit {
  duplex?: 'half'
}

/**
 * Forwards a request to the Frontend API and returns its response, so that browsers only send requests to the domain of the
 * application. Bodies are streamed in both directions and nothing is retried. `secretKey`, `publishableKey` and `fetch` are the
 * only fields of `Context` that are used. When the client disconnects, the request to the Frontend API is aborted.
 *
 * Never rejects, whatever the arguments are and whatever `fetch` or `onError` do. When the request cannot be forwarded, the
 * response is `{ errors: [{ code, message }] }` with 500 `proxy_configuration_error`, 400 `proxy_path_mismatch` or 502
 * `proxy_request_failed`.
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
  let config: ProxyContext | undefined
  let route: Route | undefined
  try {
    config = configured(ctx, options, PROXY_FRONTEND_API_OPTIONS)
    if (config.fetch && typeof config.fetch !== 'function') {
      throw misconfigured('ctx.fetch', 'not a function', 'a function such as the global fetch')
    }
    route = routeFor(config, request)
    if (!route) return refusal(400, 'proxy_path_mismatch', 'The path is not below proxyPath')
    return await passOn(config, request, route)
  } catch (error) {
    if (isConfigError(error)) {
      return refusal(500, 'proxy_configuration_error', error.message)
    }
    if (!config) return refusal(500, 'proxy_configuration_error', UNREADABLE)
    if (!isAborted(request)) report(config, error, route)
    return refusal(502, 'proxy_request_failed', NO_RESPONSE)
  }
}

const NO_RESPONSE = 'The Frontend API did not respond'
const UNREADABLE = 'The context and the options cannot be read: look for getters that throw'

async function passOn(config: ProxyContext, request: Request, route: Route): Promise<Response> {
  const fetch = config.fetch ?? globalThis.fetch
  const { method, body, signal } = request
  const controller = new AbortController()
  // The signal of the request cannot be used: on some servers it is of another realm, and fetch refuses it.
  if (signal?.aborted) controller.abort()
  // Deferred, so that a server can cancel the response body first. Otherwise it would report an AbortError for each client that
  // disconnects.
  const stop = onAbort(signal, () => queueMicrotask(() => controller.abort()))
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
    const response = answer(await fetch(route.target.href, init), route)
    // Keeps listening while a body is streamed, so that the stream ends when the client disconnects.
    if (!response.body) stop()
    return response
  } catch (error) {
    stop()
    // Ends a response that was received but cannot be returned, such as one with the status 101.
    controller.abort()
    throw error
  }
}

function answer(response: Response, route: Route): Response {
  const { status, statusText, body } = response
  const headers = endToEnd(response.headers)
  // The encoding and the length are dropped, because fetch has already decoded the body.
  headers.delete('content-encoding')
  headers.delete('content-length')
  const location = headers.get('location')
  if (location) headers.set('location', publicLocation(location, route))
  // `Response` rejects any body for these statuses, even an empty one.
  const bare = /^(204|205|304)$/.test(`${status}`)
  // Some fetch functions return a status text that `Response` refuses. Only the status matters.
  const text = /^[\t\x20-\x7e\x80-\xff]*$/.test(statusText) ? statusText : ''
  return new Response(bare ? null : body, { status, statusText: text, headers })
}

function isAborted(request: Request): boolean {
  try {
    return Boolean(request.signal?.aborted)
  } catch {
    return false
  }
}

/** Reports an error to `onError`, whose own errors are ignored. */
async function report(
  { onError, secretKey }: ProxyContext,
  thrown: unknown,
  route: Route | undefined,
): Promise<void> {
  // Copies the error without credentials. The original may quote a header, and its causes may contain the request.
  const cause = harmless(thrown, [secretKey])
  const details = {
    operation: 'proxyFrontendApi',
    method: route?.method ?? '',
    // Not the path of the request, which may contain a secret.
    route: '/{path}',
    host: route?.target.host ?? '',
    code: codeOf(cause) ?? 'network',
    attempts: 1,
  }
  try {
    await onError?.(new ClerkNetworkError(`${NO_RESPONSE}: ${messageOf(cause)}`, details))
  } catch {
    // An error of `onError` does not change the response.
  }
}

function refusal(status: number, code: ProxyErrorCode, message: string): Response {
  return Response.json(
    { errors: [{ code, message }] },
    { status, headers: { 'cache-control': 'no-store' } },
  )
}
