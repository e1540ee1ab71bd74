import { withoutEndSlashes } from '../../core/slashes.ts'
import { misconfigured } from '../../instance/configuration.ts'
import { type PublishableKey, requirePublishableKey } from '../../instance/parsePublishableKey.ts'
import { clerkUrl } from '../../instance/publicUrl.ts'
import { webUrl } from '../../instance/url.ts'
import type { AuthenticateContext } from '../options.ts'
import { headerToken } from '../token/headerToken.ts'
import { type OpenedSession, openSession } from '../token/openSession.ts'
import type { CookieSet } from './cookieSet.ts'
import { type Cookies, parseCookies } from './cookies.ts'

/**
 * A request on its way through the decisions. The functions below read it when they are first asked: most requests are
 * decided before their URL or cookies are.
 */
export interface Incoming {
  readonly ctx: AuthenticateContext
  readonly request: Request
  /** The token in the `Authorization` header. */
  readonly token: string | undefined
  /** The decisions so far. */
  readonly trace: string[]
  /** The tokens that were read, one or two: to compare them costs less than to hash them. */
  readonly sessions: OpenedSession[]
  /** What the names of the cookies of this instance end in. */
  readonly suffix: string
  key?: PublishableKey
  url?: URL
  query?: { get(name: string): string | null | undefined }
  /** The `Cookie` header. */
  cookie?: string
  cookies?: Cookies
  set?: CookieSet
}

export function incomingRequest(
  ctx: AuthenticateContext,
  request: Request,
  suffix: string,
): Incoming {
  return { ctx, request, suffix, token: headerToken(request.headers), trace: [], sessions: [] }
}

/** What the publishable key says, the proxy of the Frontend API left aside. */
export function instanceKey(incoming: Incoming): PublishableKey {
  const { publishableKey, domain, isSatellite } = incoming.ctx
  incoming.key ??= requirePublishableKey(publishableKey, { domain, isSatellite })
  return incoming.key
}

export function isProduction(incoming: Incoming): boolean {
  return instanceKey(incoming).instanceType === 'production'
}

/** The URL that the browser asked for. */
export function urlOf(incoming: Incoming): URL {
  incoming.url ??= clerkUrl(incoming.request)
  return incoming.url
}

/** The root of the Frontend API, without a slash at the end. */
export function frontendApi(incoming: Incoming): string {
  const { proxyUrl } = incoming.ctx
  const place = proxyUrl?.startsWith('/')
    ? urlOf(incoming).origin + proxyUrl
    : proxyUrl || instanceKey(incoming).frontendApi
  const url = webUrl(place.replace(/^(?!http)/, 'https://'))
  if (!url)
    throw misconfigured('proxyUrl or domain', 'not valid', 'a path, an absolute URL or a host')
  // As a URL spells them: a header takes no host in Unicode.
  return withoutEndSlashes(url.origin + url.pathname)
}

/** The first value of a query parameter, unless it is empty. */
export function queryOf(incoming: Incoming, name: string): string | undefined {
  if (!incoming.query) {
    const { url } = incoming.request
    // Most requests carry none of ours, and a name may be percent-encoded.
    incoming.query = /__clerk|%/.test(url) ? new URL(url).searchParams : new Map()
  }
  return incoming.query.get(name) || undefined
}

export function cookiesOf(incoming: Incoming): Cookies {
  incoming.cookies ??= parseCookies(cookieHeader(incoming))
  return incoming.cookies
}

function cookieHeader(incoming: Incoming): string {
  incoming.cookie ??= headerOf(incoming, 'cookie')
  return incoming.cookie
}

/** A token that was decoded before is not decoded again. */
export function sessionOf({ ctx, sessions }: Incoming, token: string): OpenedSession {
  const known = sessions.find((one) => one.token === token)
  if (known) return known
  const session = openSession(ctx, token)
  sessions.push(session)
  return session
}

/** How often the browser was redirected within the last seconds. */
export function redirects(incoming: Incoming): number {
  const count = Number(cookiesOf(incoming).get('__clerk_redirect_count') ?? 0)
  return Number.isInteger(count) && count > 0 ? count : 0
}

export function headerOf({ request }: Incoming, name: string): string {
  return request.headers.get(name) ?? ''
}

/** Whether the browser shows the answer as a page, so that it may be redirected. */
export function isNavigation(incoming: Incoming): boolean {
  const destination = headerOf(incoming, 'sec-fetch-dest')
  return (
    incoming.request.method === 'GET' &&
    (destination
      ? /^(document|iframe)$/.test(destination)
      : headerOf(incoming, 'accept').startsWith('text/html'))
  )
}

/** Whether the browser shows the answer as a page of its own. */
export function isPage(incoming: Incoming): boolean {
  return incoming.request.method === 'GET' && headerOf(incoming, 'sec-fetch-dest') === 'document'
}

/** Whether it brings neither cookies nor a query, to an application that is no satellite. */
export function isBare(incoming: Incoming): boolean {
  const { ctx, request } = incoming
  return !ctx.isSatellite && !cookieHeader(incoming) && !request.url.includes('?')
}
