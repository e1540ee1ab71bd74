import { misconfigured } from '../instance/configuration.ts'
import { isReverification, type Reverification } from './has.ts'

/** A value that causes Clerk's `useReverification` to ask the user to verify again, and then to retry the request. */
export interface ReverificationError<Asked extends Reverification = Reverification> {
  clerk_error: {
    type: 'forbidden'
    reason: 'reverification-error'
    metadata: { reverification?: Asked }
  }
}

/**
 * Makes the value that causes Clerk's `useReverification` to ask the user to verify again. For server functions and RPC, which
 * return data. `reverificationErrorResponse` makes a `Response` with this value.
 *
 * @param asked The `reverification` of the failed `has`. Without it, the browser chooses the level.
 * @see {@link https://clerk.com/docs/guides/secure/reverification Reverification}
 *
 * @example
 * if (!auth.has({ reverification: 'strict' })) return reverificationError('strict')
 *
 * @throws {ClerkConfigError} when `asked` is neither a preset nor a level with a positive and finite number of minutes.
 */
export function reverificationError<const Asked extends Reverification>(
  asked?: Asked,
): ReverificationError<Asked> {
  // `Infinity` is refused, because JSON cannot represent it.
  const isEndless = Object(asked).afterMinutes === Infinity
  if (asked != null && (!isReverification(asked) || isEndless)) {
    throw misconfigured(
      'reverificationError: asked',
      'not valid',
      "a preset such as 'strict', or { level, afterMinutes }, as has takes it",
    )
  }
  return {
    clerk_error: {
      type: 'forbidden',
      reason: 'reverification-error',
      metadata: asked == null ? {} : { reverification: asked },
    },
  }
}
