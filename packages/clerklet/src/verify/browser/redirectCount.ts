import { withoutParameters } from '../../instance/url.ts'

/** The name of the cookie that counts redirects, and of the parameter that also counts them for a page in an iframe. */
const NAME = '__clerk_redirect_count'

/** The seconds for which a count in a URL is valid. Without this limit, reloads of a page would count as a redirect loop. */
const LIFETIME = 30

/**
 * Returns the number of recent redirects of a page in an iframe. Browsers refuse the cookies of an iframe of another site, so
 * the URL contains the count and the epoch second at which it was set: `__clerk_redirect_count=2-1767225600`.
 */
export function countInUrl(url: URL, now: number): number {
  const [, count, at] = /^([1-9])-(\d{1,12})$/.exec(url.searchParams.get(NAME) ?? '') ?? []
  const age = Math.abs(seconds(now) - Number(at))
  return age <= LIFETIME ? Number(count) : 0
}

/** Copies a URL, and sets a count of redirects in the copy. The other parameters stay as written. */
export function withCountInUrl(url: URL, count: number, now: number): URL {
  const counted = new URL(withoutParameters(url, [NAME]))
  const parameter = `${NAME}=${count}-${seconds(now)}`
  counted.search = counted.search ? `${counted.search}&${parameter}` : parameter
  return counted
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}
