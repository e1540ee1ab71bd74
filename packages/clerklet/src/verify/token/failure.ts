import { ClerkConfigError } from '../../core/errors.ts'
import { TokenVerificationError } from '../errors.ts'

/** Why a token was refused, for a state. Configuration errors are thrown again: every token would fail. */
export function failure(
  error: unknown,
  carrier?: 'header' | 'cookie',
): { reason: TokenVerificationError['reason'] | 'unexpected-error'; message: string } {
  if (error instanceof ClerkConfigError) throw error
  if (error instanceof TokenVerificationError) {
    error.tokenCarrier = carrier
    return { reason: error.reason, message: error.fullMessage }
  }
  // The message of a foreign error may quote anything.
  return { reason: 'unexpected-error', message: `Unexpected ${(error as Error)?.name ?? 'error'}.` }
}
