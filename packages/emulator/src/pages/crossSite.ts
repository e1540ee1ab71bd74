import type { Context, MiddlewareHandler } from 'hono'
import { entry, Refusal } from '../core/errors.ts'

/** Prevents pages of other sites from reading or changing data through the routes below `/_emulator`. */
export const ownSiteOnly: MiddlewareHandler = async (c, next) => {
  if (c.req.method !== 'GET' && isCrossSite(c)) {
    throw new Refusal(
      403,
      entry(
        'origin_invalid',
        'Invalid origin',
        'A page of another site may not change the emulator.',
      ),
    )
  }
  c.header('cache-control', 'no-store')
  c.header('x-content-type-options', 'nosniff')
  // Prevents other sites from embedding a response as an image or a script.
  c.header('cross-origin-resource-policy', 'same-origin')
  await next()
}

/**
 * Whether a page of another origin sends this request. Browsers send `Sec-Fetch-Site`; older browsers send `Origin` or only
 * `Referer`. A request without these headers is not from a browser. Pages behind `proxyFrontendApi` have the origin of the
 * application, which the proxy sends in `Clerk-Proxy-Url`. No form can set this header.
 */
export function isCrossSite(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('origin') ?? originOf(c.req.header('referer'))
  if (origin === undefined) return false
  const proxy = c.req.header('clerk-proxy-url')
  const own = [originOf(c.req.url), originOf(proxy)]
  // Browsers send `null` for every page without an origin, such as a sandboxed frame.
  return origin === 'null' || !own.includes(origin)
}

/** Returns the origin of a URL: the text `null` for a malformed URL, undefined when there is no URL. */
function originOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  return URL.canParse(url) ? new URL(url).origin : 'null'
}
