import { misconfigured } from './configuration.ts'
import { parsedUrl } from './url.ts'

/**
 * The URL that the browser requested: that of the request, with the host and protocol that the proxies in front forwarded.
 *
 * The client chooses the host of a request: nothing is decided by it alone, it only says where to return to.
 *
 * @throws {ClerkConfigError} when the URL of the request is not absolute.
 */
export function publicUrl(request: Pick<Request, 'url' | 'headers'>): URL {
  const url = parsedUrl(request.url)
  if (!url) throw misconfigured('The URL of the request', 'not absolute', 'the whole URL')
  const forwardedHost = request.headers.get('x-forwarded-host')
  const host = firstOf(forwardedHost ?? request.headers.get('host'))
  const protocol = firstOf(request.headers.get('x-forwarded-proto')) || url.protocol.slice(0, -1)
  const origin = webOrigin(protocol, host)
  if (!origin || origin.origin === url.origin) return url
  // Never resolved against the origin: a path of `//evil.example` would replace the host.
  origin.pathname = url.pathname
  origin.search = url.search
  return origin.pathname === url.pathname ? origin : url
}

/** The root of an origin whose parts came in headers. Undefined when a browser may not be redirected to it. */
export function webOrigin(protocol: string, host: string): URL | undefined {
  return /^https?$/i.test(protocol) && /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host)
    ? parsedUrl(`${protocol}://${host}`)
    : undefined
}

/** The first item of a header that is a list; empty when there is none. */
export function firstOf(list: string | null): string {
  return list?.split(',', 1)[0]?.trim() ?? ''
}
