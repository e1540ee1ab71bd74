import type { Context } from 'hono'

/**
 * Whether a page of another origin sends this request, judging by what browsers say: `Sec-Fetch-Site`, and `Origin` where they
 * leave that out. A request with neither is not from a browser, so that no page can have sent it. Pages behind
 * `proxyFrontendApi` have the origin of the application, which the proxy names in a header that no form can set.
 */
export function isCrossSite(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('origin')
  if (origin === undefined) return false
  const proxy = c.req.header('clerk-proxy-url') ?? ''
  const own = [c.req.url, proxy]
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).origin)
  // `null` is the origin of every page without one.
  return origin === 'null' || !own.includes(origin)
}
