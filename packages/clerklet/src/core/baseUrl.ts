import { type Context, SERVERS } from './context.ts'
import { ClerkConfigError } from './errors.ts'
import { isWellFormed } from './path.ts'
import { withoutEndSlashes } from './slashes.ts'

/** An http(s) URL without credentials, query, fragment and white space. */
const PLAIN_URL = /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/

/**
 * The root of the API, without a slash at its end.
 *
 * @throws {ClerkConfigError} when `ctx.baseUrl` is not a valid root. The error does not show it: it may contain a password.
 */
export function checkedBaseUrl({ baseUrl }: Context): string {
  const url: unknown = baseUrl ?? SERVERS[0]
  if (typeof url === 'string' && PLAIN_URL.test(url) && isWellFormed(url) && isUrl(url)) {
    return withoutEndSlashes(url)
  }
  throw new ClerkConfigError(
    `ctx.baseUrl must be an http(s) URL without credentials, query or fragment, such as ${SERVERS[0]}`,
  )
}

function isUrl(text: string): boolean {
  try {
    return Boolean(new URL(text))
  } catch {
    return false
  }
}
