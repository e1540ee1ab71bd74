import { type RefusalInit, refusalResponse } from './auth/refusalResponse.ts'
import type { Reverification } from './has.ts'
import { reverificationError } from './reverificationError.ts'

/**
 * Makes the response that causes Clerk's `useReverification` in the browser to ask the user to verify again, and then retry the
 * request: 403, with the value of `reverificationError` as JSON.
 *
 * @param asked The `reverification` of the failed `has`. Without it, the browser chooses the level.
 * @param init Headers to add, such as those of CORS or `state.headers`.
 * @see {@link https://clerk.com/docs/guides/secure/reverification Reverification}
 *
 * @example
 * if (!auth.has({ reverification: 'strict' })) return reverificationErrorResponse('strict')
 *
 * @throws {ClerkConfigError} when `asked` is neither a preset nor a level with a positive and finite number of minutes, and when
 *   a header cannot be sent.
 */
export function reverificationErrorResponse(asked?: Reverification, init?: RefusalInit): Response {
  return refusalResponse(403, reverificationError(asked), init)
}
