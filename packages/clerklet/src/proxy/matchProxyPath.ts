import { type ProxyPathOptions, pathBelow, proxyPrefix } from './proxyPath.ts'

/**
 * Whether a request is one for the Frontend API: its path is the proxy path, or below it.
 *
 * @example
 * if (matchProxyPath(request)) return proxyFrontendApi(ctx, request)
 *
 * @throws {ClerkConfigError} when `proxyPath` does not begin with a slash.
 */
export function matchProxyPath(
  request: Pick<Request, 'url'>,
  options: ProxyPathOptions = {},
): boolean {
  return pathBelow(proxyPrefix(options), new URL(request.url).pathname) !== undefined
}
