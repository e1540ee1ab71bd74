import type { ClerkError } from './errors.ts'

/**
 * Whether an error is one of this package, or of another copy of it.
 *
 * @example
 * if (!isClerkError(error)) throw error
 */
export function isClerkError(error: unknown): error is ClerkError {
  return error instanceof Error && /^(Clerk\w*|(Machine)?TokenVerification)Error$/.test(error.name)
}
