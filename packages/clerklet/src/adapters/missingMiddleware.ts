import { ClerkConfigError } from '../core/errors.ts'

/**
 * The error of a function that needs what a middleware found out.
 *
 * @param name The function.
 * @param example How to add the middleware.
 */
export function missingMiddleware(name: string, example: string): ClerkConfigError {
  return new ClerkConfigError(
    `${name} is called for a request that no middleware of clerklet has authenticated: add ${example} before it. It must be of the same copy of clerklet`,
  )
}
