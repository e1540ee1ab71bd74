import { ClerkConfigError } from '../core/errors.ts'
import { withoutEndSlashes } from '../core/slashes.ts'

/** The option for the path below which an application serves the Frontend API. */
export interface ProxyPathOptions {
  /** The path below which the Frontend API is served. Slashes at its end are ignored. Default: `/__clerk`. */
  proxyPath?: string | undefined
}

/**
 * Returns the proxy path without slashes at its end; `/__clerk` when the option is not set or consists of slashes.
 *
 * @throws {ClerkConfigError} when the path does not begin with a slash or is not encoded as in a URL.
 */
export function proxyPrefix({ proxyPath }: ProxyPathOptions): string {
  const given: unknown = proxyPath ?? ''
  const prefix = typeof given === 'string' ? withoutEndSlashes(given) || '/__clerk' : ''
  if (/^\/[\x21-\x7e]+$/.test(prefix)) return prefix
  throw new ClerkConfigError(
    'proxyPath must begin with a slash and be encoded as in a URL, such as /__clerk',
  )
}

/** Returns the path after the prefix: empty, or beginning with a slash. Undefined when the path is not below the prefix. */
export function pathBelow(prefix: string, pathname: string): string | undefined {
  if (!`${pathname}/`.startsWith(`${prefix}/`)) return undefined
  return pathname.slice(prefix.length)
}
