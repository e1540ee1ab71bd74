import { ClerkConfigError } from '../core/errors.ts'
import { parsedUrl } from '../instance/url.ts'
import { type ProxyPathOptions, pathBelow, proxyPrefix } from './proxyPath.ts'

/**
 * Whether a request is for the Frontend API: its path is the proxy path, or below it.
 *
 * @example
 * if (matchProxyPath(request)) return proxyFrontendApi(ctx, request)
 *
 * @throws {ClerkConfigError} when `proxyPath` does not begin with a slash or is not encoded as in a URL, and when the request
 *   has no absolute URL.
 */
export function matchProxyPath(
  request: Pick<Request, 'url'>,
  options: ProxyPathOptions = {},
): boolean {
  const url = parsedUrl(request?.url)
  if (!url) {
    throw new ClerkConfigError('matchProxyPath takes a Request, or an object with an absolute url')
  }
  return pathBelow(proxyPrefix(options ?? {}), url.pathname) !== undefined
}
