import type { Context, MiddlewareHandler } from 'hono'
import { entry, Refusal } from '../core/errors.ts'

/** For what programs and the own pages of the emulator call: pages of other sites may neither change anything nor read. */
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
  // Not even as a picture or a script, whose content a page cannot read.
  c.header('cross-origin-resource-policy', 'same-origin')
  await next()
}

/**
 * Whether a page of another origin sends this request. Browsers send `Sec-Fetch-Site`; older ones send `Origin`, or only
 * `Referer`. A request with none of them counts as one of a program that is no browser. Pages behind `proxyFrontendApi` have
 * the origin of the application, which the proxy names in a header that no form can set.
 */
export function isCrossSite(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('origin') ?? originOf(c.req.header('referer'))
  if (origin === undefined) return false
  const proxy = c.req.header('clerk-proxy-url')
  const own = [originOf(c.req.url), originOf(proxy)]
  // `null` is the origin of every page without one.
  return origin === 'null' || !own.includes(origin)
}

/** The origin of a URL, `null` for a malformed one; nothing when there is no URL. */
function originOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  return URL.canParse(url) ? new URL(url).origin : 'null'
}
