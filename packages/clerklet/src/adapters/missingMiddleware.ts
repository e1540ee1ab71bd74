import { ClerkConfigError } from '../core/errors.ts'

/**
 * The error when no middleware has authenticated the request.
 *
 * @param name The function that needs it.
 * @param example How to add the middleware.
 */
export function missingMiddleware(name: string, example: string): ClerkConfigError {
  return new ClerkConfigError(
    `${name} is called for a request that no middleware of clerklet has authenticated: add ${example} before it, from the same copy of clerklet`,
  )
}
