import { type Context, SERVERS } from './context.ts'
import { ClerkConfigError } from './errors.ts'
import { kindOf } from './kindOf.ts'
import { isWellFormed } from './path.ts'
import { withoutEndSlashes } from './slashes.ts'

/**
 * Checks `ctx.baseUrl`, and returns it, or its default, without a slash at its end.
 *
 * @throws {ClerkConfigError} when `ctx.baseUrl` is not an http(s) URL with a path, or has credentials, a query or a fragment.
 *   The error does not show the URL, which may contain a password.
 */
export function checkedBaseUrl({ baseUrl }: Context): string {
  const url: unknown = baseUrl ?? SERVERS[0]
  const flaw = flawOf(url)
  // Always a string here: `flawOf` describes any other value.
  if (!flaw) return withoutEndSlashes(url as string)
  throw new ClerkConfigError(
    `ctx.baseUrl must be an http(s) URL without credentials, query or fragment, such as ${SERVERS[0]}: ${flaw}`,
  )
}

function flawOf(url: unknown): string | undefined {
  if (typeof url !== 'string') return `it is ${kindOf(url)}`
  if (!url) return 'it is empty'
  if (/\s/.test(url)) return 'it contains white space'
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(url)) return 'it has no scheme, https://'
  if (!/^https?:/i.test(url)) return 'its scheme is not http or https'
  if (/[?#]/.test(url)) return 'it has a query or a fragment'
  if (/^[^/]+\/\/[^/]*@/.test(url)) return 'it has credentials'
  if (!isWellFormed(url) || !isUrl(url)) return 'it cannot be parsed'
  if (new URL(url).pathname.replaceAll('/', '') === '') {
    return 'it has no path: append /v1, which only the variable CLERK_API_URL leaves out'
  }
  return undefined
}

function isUrl(text: string): boolean {
  try {
    return Boolean(new URL(text))
  } catch {
    return false
  }
}
