import { ClerkConfigError } from '../core/errors.ts'
import { withoutEndSlashes } from '../core/slashes.ts'

/** Where an application serves the Frontend API. */
export interface ProxyPathOptions {
  /** The path below which the Frontend API is served. Slashes at its end do not count. Default: `/__clerk`. */
  proxyPath?: string | undefined
}

/** The path without slashes at its end; the default one when nothing is left of it. */
export function proxyPrefix({ proxyPath }: ProxyPathOptions): string {
  const given: unknown = proxyPath ?? ''
  const prefix = typeof given === 'string' ? withoutEndSlashes(given) || '/__clerk' : ''
  if (/^\/[\x21-\x7e]+$/.test(prefix)) return prefix
  throw new ClerkConfigError(
    'proxyPath must begin with a slash and be encoded as in a URL, such as /__clerk',
  )
}

/** What follows the prefix in a path: empty, or from a slash on. Undefined when the path lies elsewhere. */
export function pathBelow(prefix: string, pathname: string): string | undefined {
  if (!`${pathname}/`.startsWith(`${prefix}/`)) return undefined
  return pathname.slice(prefix.length)
}
