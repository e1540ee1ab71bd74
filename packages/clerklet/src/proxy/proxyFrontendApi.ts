import type { Context } from '../context.ts'
import { ClerkConfigError, ClerkNetworkError } from '../errors.ts'
import { type Cause, harmless } from '../harmless.ts'
import { clerkUrl, firstOf } from '../verify/clerkUrl.ts'
import { configured, requireSecretKey } from '../verify/configuration.ts'
import { frontendApiOrigin } from '../verify/hosts.ts'
import { parsePublishableKey, requirePublishableKey } from '../verify/publishableKey.ts'
import { parsedUrl, webUrl } from '../verify/url.ts'
import { endToEnd } from './headers.ts'
import { type ProxyPathOptions, pathBelow, proxyPrefix } from './proxyPath.ts'

/** What {@link proxyFrontendApi} takes. Each field may stand on the context instead; the one given here wins. */
export interface ProxyFrontendApiOptions extends ProxyPathOptions {
  publishableKey?: string | undefined
  secretKey?: string | undefined
  /**
   * Where browsers see the proxy: an absolute URL, or a path of the application. An absolute one is believed instead of the
   * `x-forwarded-host` and `x-forwarded-proto` of the request. Default: `proxyPath`.
   */
  proxyUrl?: string | undefined
  /** The root of the Frontend API. Default: Clerk's own, by the publishable key. */
  fapiUrl?: string | undefined
  /** Hears why the Frontend API could not be reached. The client is told only that it could not. */
  onError?: ((error: ClerkNetworkError) => void) | undefined
}

/** What {@link proxyFrontendApi} reads of the context: the options may stand there, too. */
export interface ProxyContext extends Context, Omit<ProxyFrontendApiOptions, keyof Context> {}

/** Why a request was not passed on. */
export type ProxyErrorCode =
  | 'proxy_configuration_error'
  | 'proxy_path_mismatch'
  | 'proxy_request_failed'

/** Where a request goes, and as whose. */
interface Route {
  prefix: string
  /** Where browsers see the proxy, without a slash at the end. */
  proxyUrl: string
  /** The root of the Frontend API. Its path has no slash at the end, unless it is the root of the host. */
  upstream: URL
  secretKey: string
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
  const config = configured(ctx, options)
  let route: Route
  try {
    route = routeFor(config, request)
  } catch (error) {
    if (!(error instanceof ClerkConfigError)) throw error
    return refusal(500, 'proxy_configuration_error', error.message)
  }
  const url = new URL(request.url)
  const path = pathBelow(route.prefix, url.pathname)
  if (path === undefined) {
    return refusal(
      400,
      'proxy_path_mismatch',
      `The path of the request is not below ${route.prefix}`,
    )
  }
  // Never resolved against the root: a path of `//evil.example` would take over the host.
  const target = new URL(route.upstream)
  target.pathname = basePath(route.upstream) + (path || '/')
  target.search = url.search

  const { fetch = globalThis.fetch, onError } = config
  const { method, body, signal } = request
  const controller = new AbortController()
  // Listened to and not handed on: fetch refuses the signals of another realm, and some servers make such requests.
  const abort = () => controller.abort()
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  const init: StreamingInit = {
    method,
    headers: requestHeaders(request, route),
    redirect: 'manual',
    signal: controller.signal,
  }
  if (body) {
    init.body = body
    init.duplex = 'half'
  }
  try {
    const response = await fetch(target.href, init)
    return answer(response, target, route)
  } catch (error) {
    if (!signal?.aborted) onError?.(networkError(harmless(error as Cause), method))
    return refusal(502, 'proxy_request_failed', 'The Frontend API did not answer')
  }
}

function routeFor(config: ProxyContext, request: Request): Route {
  const { publishableKey, secretKey = '', fapiUrl } = config
  requireSecretKey(config)
  if (/[^\x20-\x7e]/.test(secretKey.trim())) {
    throw new ClerkConfigError(
      'ctx.secretKey cannot be sent: look for line breaks and characters beyond ASCII in it',
    )
  }
  if (!publishableKey) requirePublishableKey(publishableKey, {})
  const host = parsePublishableKey(publishableKey)?.frontendApi ?? ''
  const upstream = webUrl(fapiUrl || frontendApiOrigin(host))
  if (!upstream || upstream.search || upstream.hash) {
    throw new ClerkConfigError(
      'fapiUrl must be an http(s) URL without credentials, query or fragment, such as https://frontend-api.clerk.dev',
    )
  }
  const prefix = proxyPrefix(config)
  return { prefix, proxyUrl: publicUrl(config.proxyUrl || prefix, request), upstream, secretKey }
}

function publicUrl(proxyUrl: string, request: Request): string {
  const url = webUrl(proxyUrl.startsWith('/') ? publicOrigin(request) + proxyUrl : proxyUrl)
  if (url && !url.search && !url.hash) return url.href.replace(/\/+$/, '')
  throw new ClerkConfigError(
    'proxyUrl must be a path such as /__clerk, or an absolute URL such as https://example.com/__clerk',
  )
}

/** The forwarded origin counts only when it is whole. */
function publicOrigin(request: Request): string {
  const forwarded = ['host', 'proto'].every((part) =>
    firstOf(request.headers.get(`x-forwarded-${part}`)),
  )
  return (forwarded ? clerkUrl(request) : new URL(request.url)).origin
}

function requestHeaders(request: Request, { proxyUrl, upstream, secretKey }: Route): Headers {
  const { host, protocol } = new URL(request.url)
  const given = request.headers
  const headers = endToEnd(given)
  headers.set('clerk-proxy-url', proxyUrl)
  headers.set('clerk-secret-key', secretKey)
  headers.set('host', upstream.host)
  headers.set('accept-encoding', 'identity')
  if (!headers.has('x-forwarded-host')) headers.set('x-forwarded-host', host)
  if (!headers.has('x-forwarded-proto')) headers.set('x-forwarded-proto', protocol.slice(0, -1))
  const client =
    given.get('cf-connecting-ip') || given.get('x-real-ip') || firstOf(given.get('x-forwarded-for'))
  if (client) headers.set('x-forwarded-for', client)
  return headers
}

function answer(response: Response, target: URL, route: Route): Response {
  const { status, statusText, body } = response
  const headers = endToEnd(response.headers)
  // What fetch hands out is decoded already.
  headers.delete('content-encoding')
  headers.delete('content-length')
  const location = headers.get('location')
  if (location) headers.set('location', publicLocation(location, target, route))
  // A body of no bytes is one too many for these.
  return new Response(/204|205|304/.test(`${status}`) ? null : body, {
    status,
    statusText,
    headers,
  })
}

/** Where browsers find what the Frontend API redirects to: below the proxy, when it is a page of its own. */
function publicLocation(location: string, target: URL, { proxyUrl, upstream }: Route): string {
  const url = parsedUrl(location, target)
  if (!url || url.host !== upstream.host || !/^https?:$/.test(url.protocol)) return location
  const path = pathBelow(basePath(upstream), url.pathname)
  return path === undefined ? location : proxyUrl + path + url.search + url.hash
}

function basePath(upstream: URL): string {
  return upstream.pathname.replace(/\/+$/, '')
}

function refusal(status: number, code: ProxyErrorCode, message: string): Response {
  return Response.json(
    { errors: [{ code, message }] },
    { status, headers: { 'cache-control': 'no-store' } },
  )
}

function networkError(cause: Cause, method: string): ClerkNetworkError {
  const code = cause.code ?? cause.cause?.code ?? 'network'
  return new ClerkNetworkError(
    `No answer from the Frontend API (${cause.message}): ${method}`,
    code,
    1,
    cause,
  )
}
