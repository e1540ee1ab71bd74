import { ClerkConfigError } from '../core/errors.ts'
import type { Authentication } from './authentication.ts'

/**
 * An authentication, with the function and the options of its middleware. A second middleware with the same function and options
 * does nothing.
 */
interface Authenticated extends Authentication {
  readonly authenticate: unknown
  readonly given: unknown
}

/**
 * The results of the middlewares. The key is the context of Hono or the request of Node. The results are not stored on these
 * objects, because other middlewares may set `auth` there.
 */
export const authentications = new WeakMap<object, Authenticated>()

/**
 * Returns the result of the middleware for a request.
 *
 * @param name The called function, for the error.
 * @throws {ClerkConfigError} when no middleware has authenticated the request.
 */
export function requireAuthentication(name: string, source: object): Authentication {
  const authentication = authentications.get(source)
  if (authentication) return authentication
  throw new ClerkConfigError(
    `${name} is called for a request that no middleware of clerklet has authenticated: add app.use(clerkMiddleware()) before it, from the same copy of clerklet`,
  )
}
