import type { Context } from '../../core/context.ts'
import type { FrontendApiOptions } from '../../instance/parsePublishableKey.ts'

/**
 * The context of `clerklet/verify`. One key is enough for session tokens. When several are set, the first of `jwtKey`,
 * `secretKey` and `publishableKey` is used.
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
