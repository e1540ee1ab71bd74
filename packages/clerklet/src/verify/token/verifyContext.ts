import type { Context } from '../../core/context.ts'
import type { FrontendApiOptions } from '../../instance/parsePublishableKey.ts'

/**
 * What `clerklet/verify` reads of the context besides the clock and the fetch. One key is enough for session tokens: `jwtKey`,
 * `secretKey` or `publishableKey`, of which the first that is set is used.
 *
 * @example
 * const ctx: VerifyContext = { publishableKey: env.CLERK_PUBLISHABLE_KEY }
 */
export interface VerifyContext extends Context, FrontendApiOptions {
  audience?: string | readonly string[] | undefined
  authorizedParties?: readonly string[] | undefined
  issuer?: string | readonly string[] | undefined
  clockSkewInMs?: number | undefined
}
