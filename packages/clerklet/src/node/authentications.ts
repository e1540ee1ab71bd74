import type { Authentication } from '../adapters/authentication.ts'
import { missingMiddleware } from '../adapters/missingMiddleware.ts'

/** An authentication, and how it was made: a middleware that would do the same again does nothing. */
export interface Authenticated extends Authentication {
  readonly authenticate: unknown
  readonly given: unknown
}

/** The results of the middlewares by request. Not on the request, where several libraries set `auth`. */
export const authentications = new WeakMap<object, Authenticated>()

/** @throws {ClerkConfigError} when no middleware has authenticated the request. */
export function requireAuthentication(name: string, request: object): Authentication {
  const authentication = authentications.get(request)
  if (authentication) return authentication
  throw missingMiddleware(name, 'app.use(clerkMiddleware())')
}
