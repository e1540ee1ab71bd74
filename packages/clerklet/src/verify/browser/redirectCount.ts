import { withoutParameters } from '../../instance/url.ts'

/** The name of the cookie that counts redirects, and of the parameter that does where cookies are refused. */
const NAME = '__clerk_redirect_count'

/** Seconds for which a count in a URL holds. Otherwise the reloads of a page would add up. */
const LIFETIME = 30

/**
 * How often a page in an iframe was redirected lately. Browsers refuse the cookies of iframes of another site, so that the
 * URL that it comes back to has the count: `__clerk_redirect_count=2-1767225600`, with the second at which it was set.
 */
export function countInUrl(url: URL, now: number): number {
  const [, count, at] = /^([1-9])-(\d{1,12})$/.exec(url.searchParams.get(NAME) ?? '') ?? []
  const age = Math.abs(seconds(now) - Number(at))
  return age <= LIFETIME ? Number(count) : 0
}

/** The URL with this count. Its other parameters keep their spelling. */
export function withCountInUrl(url: URL, count: number, now: number): URL {
  const counted = new URL(withoutParameters(url, [NAME]))
  const parameter = `${NAME}=${count}-${seconds(now)}`
  counted.search = counted.search ? `${counted.search}&${parameter}` : parameter
  return counted
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}
