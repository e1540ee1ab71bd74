import type { ClerkApiError, ClerkApiErrorCode } from './errors.ts'

/**
 * Whether an error is a {@link ClerkApiError} with the given code, or with any code when none is given.
 *
 * @example
 * if (isClerkApiError(error, 'resource_not_found')) return undefined
 */
export function isClerkApiError(error: unknown, code?: ClerkApiErrorCode): error is ClerkApiError {
  return (
    error instanceof Error &&
    error.name === 'ClerkApiError' &&
    (code === undefined || (error as ClerkApiError).code === code)
  )
}
