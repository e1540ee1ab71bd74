import { ClerkConfigError } from '../core/errors.ts'
import type { Authentication } from './authentication.ts'

/** An authentication, and how it was made: a middleware that would do the same again does nothing. */
interface Authenticated extends Authentication {
  readonly authenticate: unknown
  readonly given: unknown
}

/**
 * The results of the middlewares, by the context of Hono or the request of Node. They are not stored on these objects, where any
 * other middleware may set `auth`.
 */
export const authentications = new WeakMap<object, Authenticated>()

/**
 * The result of the middleware for a request.
 *
 * @param name The function that needs it, for the error.
 * @throws {ClerkConfigError} when no middleware has authenticated the request.
 */
export function requireAuthentication(name: string, source: object): Authentication {
  const authentication = authentications.get(source)
  if (authentication) return authentication
  throw new ClerkConfigError(
    `${name} is called for a request that no middleware of clerklet has authenticated: add app.use(clerkMiddleware()) before it, from the same copy of clerklet`,
  )
}
