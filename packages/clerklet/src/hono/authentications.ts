import type { Context as HonoContext } from 'hono'
import type { Authentication } from '../adapters/authentication.ts'
import { missingMiddleware } from '../adapters/missingMiddleware.ts'

/** An authentication, and how it was made: a middleware that would do the same again does nothing. */
export interface Authenticated extends Authentication {
  readonly authenticate: unknown
  readonly given: unknown
}

/**
 * The results of the middlewares by request. Not among the variables of the context, which any other middleware may set.
 */
export const authentications = new WeakMap<HonoContext, Authenticated>()

/** @throws {ClerkConfigError} when no middleware has authenticated the request. */
export function requireAuthentication(name: string, c: HonoContext): Authentication {
  const authentication = authentications.get(c)
  if (authentication) return authentication
  throw missingMiddleware(name, 'app.use(clerkMiddleware())')
}
