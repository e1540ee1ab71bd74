import type { ClerkError } from './errors.ts'

/**
 * Whether an error was made by this package, or by another copy of this package.
 *
 * @example
 * if (!isClerkError(error)) throw error
 */
export function isClerkError(error: unknown): error is ClerkError {
  return error instanceof Error && /^(Clerk\w*|(Machine)?TokenVerification)Error$/.test(error.name)
}
