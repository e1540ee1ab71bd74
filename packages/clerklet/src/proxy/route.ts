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

/** What {@link proxyFrontendApi} takes. Each field may stand on the context instead; the one given here wins. */
export interface ProxyFrontendApiOptions extends ProxyPathOptions {
  publishableKey?: string | undefined
  secretKey?: string | undefined
  /**
   * Where browsers see the proxy: an absolute URL, or a path of the application. A path belongs to the
   * `publicUrl` of the request, which its headers decide; an absolute URL does not depend on them. Default: `proxyPath`.
   */
  proxyUrl?: string | undefined
  /** The root of the Frontend API. Default: Clerk's own, by the publishable key. */
  fapiUrl?: string | undefined
  /**
   * Called with the reason why the Frontend API could not be reached, or its response not passed on. The response to the
   * client does not contain the reason. An error that it throws or rejects with is ignored.
   */
  onError?: ((error: ClerkNetworkError) => void) | undefined
}

/** The names of {@link ProxyFrontendApiOptions}. */
export const PROXY_FRONTEND_API_OPTIONS: OptionKinds<ProxyFrontendApiOptions> = {
  publishableKey: PUBLISHABLE_KEY,
  secretKey: SECRET_KEY,
  proxyUrl: TEXT,
  proxyPath: TEXT,
  fapiUrl: TEXT,
  onError: FUNCTION,
}

/** What {@link proxyFrontendApi} reads of the context: the options may stand there, too. */
export interface ProxyContext extends Context, Omit<ProxyFrontendApiOptions, keyof Context> {}

/** Where a request is passed on to, and with which headers. */
export interface Route {
  method: string
  target: URL
  headers: Headers
  /** The root of the Frontend API, without a slash at the end. */
  upstream: string
  /** Where browsers see the proxy, without a slash at the end. */
  proxyUrl: string
}

/**
 * The route of a request; undefined when it is not below the proxy path.
 *
 * @throws {ClerkConfigError} when a key is missing or malformed, or a URL or path malformed.
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

  // Concatenated and never resolved: a path of `//evil.example` would replace the host.
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

/** Where browsers see the proxy. A path belongs to the origin at which they see the application. */
function publicRoot(proxyUrl: string, { origin }: URL): string {
  return root('proxyUrl', proxyUrl.startsWith('/') ? origin + proxyUrl : proxyUrl)
}

/** A URL that paths can be appended to. */
function root(name: string, value: string): string {
  const url = webUrl(value)
  if (url && !url.search && !url.hash) return withoutEndSlashes(url.href)
  throw new ClerkConfigError(
    `${name} must be an http(s) URL without credentials, query or fragment`,
  )
}

/** Where a redirect of the Frontend API leads browsers: below the proxy, when its target is on the Frontend API. */
export function publicLocation(location: string, { target, upstream, proxyUrl }: Route): string {
  const url = parsedUrl(location, target)
  if (!url || !/^https?:$/.test(url.protocol)) return location
  const path = pathBelow(upstream, `${target.protocol}//${url.host}${url.pathname}`)
  return path === undefined ? location : proxyUrl + path + url.search + url.hash
}
