import type { Context } from '../core/context.ts'
import { ClerkConfigError, type ClerkNetworkError } from '../core/errors.ts'
import { withoutEndSlashes } from '../core/slashes.ts'
import { requireSecretKey } from '../instance/configuration.ts'
import { firstOf, forwardedUrl } from '../instance/forwardedUrl.ts'
import { frontendApiOrigin } from '../instance/hosts.ts'
import {
  FUNCTION,
  type OptionKinds,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  TEXT,
} from '../instance/optionKinds.ts'
import { parsePublishableKey, requirePublishableKey } from '../instance/parsePublishableKey.ts'
import { parsedUrl, webUrl } from '../instance/url.ts'
import { endToEnd } from './headers.ts'
import { type ProxyPathOptions, pathBelow, proxyPrefix } from './proxyPath.ts'

/** Options of {@link proxyFrontendApi}. They may also be set on the context. An option replaces the field of the context. */
export interface ProxyFrontendApiOptions extends ProxyPathOptions {
  publishableKey?: string | undefined
  secretKey?: string | undefined
  /**
   * The URL at which browsers reach the proxy: an absolute URL, or a path of the application. A path is resolved against the
   * `publicUrl` of the request, which depends on its headers; an absolute URL does not. Default: `proxyPath`.
   */
  proxyUrl?: string | undefined
  /** The root of the Frontend API. Default: the root that the publishable key determines. */
  fapiUrl?: string | undefined
  /**
   * Called when the Frontend API cannot be reached or its response cannot be returned, unless the client has disconnected. The
   * response to the client does not contain the error. Errors of the callback are ignored.
   */
  onError?: ((error: ClerkNetworkError) => void) | undefined
}

/** How each option in {@link ProxyFrontendApiOptions} is checked. */
export const PROXY_FRONTEND_API_OPTIONS: OptionKinds<ProxyFrontendApiOptions> = {
  publishableKey: PUBLISHABLE_KEY,
  secretKey: SECRET_KEY,
  proxyUrl: TEXT,
  proxyPath: TEXT,
  fapiUrl: TEXT,
  onError: FUNCTION,
}

/** The context of {@link proxyFrontendApi}. It may also contain the options. */
export interface ProxyContext extends Context, Omit<ProxyFrontendApiOptions, keyof Context> {}

/** The forwarded request: its target and its headers. */
export interface Route {
  method: string
  target: URL
  headers: Headers
  /** The root of the Frontend API, without a slash at the end. */
  upstream: string
  /** The URL at which browsers reach the proxy, without a slash at the end. */
  proxyUrl: string
}

/**
 * Returns the route of a request; undefined when its path is neither the proxy path nor below it.
 *
 * @throws {ClerkConfigError} when a key is missing or malformed, and when a URL or a path is malformed.
 */
export function routeFor(config: ProxyContext, request: Request): Route | undefined {
  const { publishableKey, secretKey = '', fapiUrl } = config
  requireSecretKey(config)
  if (!publishableKey) requirePublishableKey(publishableKey, {})
  const host = parsePublishableKey(publishableKey)?.frontendApi ?? ''
  const upstream = root('fapiUrl', fapiUrl || frontendApiOrigin(host))
  const prefix = proxyPrefix(config)
  const url = new URL(request.url)
  const seen = forwardedUrl(request)
  const proxyUrl = publicRoot(config.proxyUrl || prefix, seen)
  const path = pathBelow(prefix, url.pathname)
  if (path === undefined) return undefined

  // Concatenated, not resolved: a path such as `//evil.example` would replace the host.
  const target = new URL(`${upstream}${path || '/'}${url.search}`)
  const given = request.headers
  const headers = endToEnd(given)
  headers.set('clerk-proxy-url', proxyUrl)
  headers.set('clerk-secret-key', secretKey)
  headers.set('host', target.host)
  headers.set('accept-encoding', 'identity')
  if (!headers.has('x-forwarded-host')) headers.set('x-forwarded-host', seen.host)
  if (!headers.has('x-forwarded-proto')) {
    headers.set('x-forwarded-proto', seen.protocol.slice(0, -1))
  }
  const client =
    given.get('cf-connecting-ip') || given.get('x-real-ip') || firstOf(given.get('x-forwarded-for'))
  if (client) headers.set('x-forwarded-for', client)
  return { method: request.method, target, headers, upstream, proxyUrl }
}

/** Returns the URL at which browsers reach the proxy. A path is resolved against the public origin of the application. */
function publicRoot(proxyUrl: string, { origin }: URL): string {
  return root('proxyUrl', proxyUrl.startsWith('/') ? origin + proxyUrl : proxyUrl)
}

/** Checks a URL to which paths are appended. Returns it without a slash at the end. */
function root(name: string, value: string): string {
  const url = webUrl(value)
  if (url && !url.search && !url.hash) return withoutEndSlashes(url.href)
  throw new ClerkConfigError(
    `${name} must be an http(s) URL without credentials, query or fragment`,
  )
}

/** Makes the `Location` for browsers: a redirect to the Frontend API becomes a redirect to the proxy. */
export function publicLocation(location: string, { target, upstream, proxyUrl }: Route): string {
  const url = parsedUrl(location, target)
  if (!url || !/^https?:$/.test(url.protocol)) return location
  const path = pathBelow(upstream, `${target.protocol}//${url.host}${url.pathname}`)
  return path === undefined ? location : proxyUrl + path + url.search + url.hash
}
