import { misconfigured } from './configuration.ts'
import { parsedUrl } from './url.ts'

/**
 * The URL that the browser requested, according to the headers of the proxies in front. Handshakes, redirects and the proxy of
 * the Frontend API all use this rule:
 *
 * | part | the first of |
 * |---|---|
 * | host | `x-forwarded-host`, `host`, the URL of the request |
 * | protocol | `x-forwarded-proto`, the URL of the request |
 * | path and query | the URL of the request |
 *
 * When a header is a list, the first item is used. The URL of the request is returned when a browser could not be redirected to
 * the result: when `x-forwarded-host` is empty, when the host is neither a name nor an IP address, and when the protocol is
 * neither http nor https.
 *
 * @throws {ClerkConfigError} when the URL of the request is not absolute.
 */
export function forwardedUrl(request: Pick<Request, 'url' | 'headers'>): URL {
  const url = requestUrl(request)
  const { headers } = request
  const host = firstOf(headers.get('x-forwarded-host') ?? headers.get('host') ?? url.host)
  const protocol = firstOf(headers.get('x-forwarded-proto')) || url.protocol.slice(0, -1)
  const origin = webOrigin(protocol, host)
  return origin ? atOrigin(origin, url) : url
}

/** Parses the URL of a request, without its headers. Throws a `ClerkConfigError` when the URL is not absolute. */
export function requestUrl(request: Pick<Request, 'url'>): URL {
  const url = parsedUrl(request?.url)
  if (url) return url
  throw misconfigured('The URL of the request', 'not absolute', 'the whole URL')
}

/** Makes a URL with the path and the query of `url` at another origin. Returns `url` when its path would change. */
export function atOrigin(origin: URL, url: URL): URL {
  if (origin.origin === url.origin) return url
  const moved = new URL(origin.origin)
  // The path is not resolved against the origin, since a path such as `//evil.example` would replace the host.
  moved.pathname = url.pathname
  moved.search = url.search
  return moved.pathname === url.pathname ? moved : url
}

/** Makes a URL from a protocol and a host. Undefined when the protocol is not http or https, and when the host is malformed. */
export function webOrigin(protocol: string, host: string): URL | undefined {
  return /^https?$/i.test(protocol) && /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host)
    ? parsedUrl(`${protocol}://${host}`)
    : undefined
}

/** The first item of a header that is a list; empty without the header. */
export function firstOf(list: string | null): string {
  return list?.split(',', 1)[0]?.trim() ?? ''
}
