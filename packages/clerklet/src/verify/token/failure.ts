import { ClerkApiError, ClerkConfigError, ClerkNetworkError } from '../../core/errors.ts'
import { TokenVerificationError } from '../errors.ts'

/** Converts an error to the reason and the message of a state. Rethrows a `ClerkConfigError`, because every token would fail. */
export function failure(
  error: unknown,
  carrier?: 'header' | 'cookie',
): { reason: TokenVerificationError['reason'] | 'unexpected-error'; message: string } {
  if (error instanceof ClerkConfigError) throw error
  if (error instanceof TokenVerificationError) {
    error.tokenCarrier = carrier
    return { reason: error.reason, message: error.fullMessage }
  }
  if (error instanceof ClerkNetworkError) {
    return { reason: 'unexpected-error', message: `${error.message}.` }
  }
  if (error instanceof ClerkApiError) {
    const code = error.code ? ` and the code ${error.code.slice(0, 80)}` : ''
    const message = `The response of the API has the status ${error.status}${code}.`
    const isOfKey = error.code === 'clerk_key_invalid'
    return { reason: isOfKey ? 'secret-key-invalid' : 'unexpected-error', message }
  }
  // Uses only the name, because the message of an error from outside this package may quote a secret.
  return { reason: 'unexpected-error', message: `Unexpected ${(error as Error)?.name ?? 'error'}.` }
}
