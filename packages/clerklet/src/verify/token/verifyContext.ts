import type { Context } from '../../core/context.ts'

/** What `clerklet/verify` reads of the context besides the keys, the clock and the fetch. */
export interface VerifyContext extends Context {
  audience?: string | readonly string[] | undefined
  authorizedParties?: readonly string[] | undefined
  issuer?: string | readonly string[] | undefined
  clockSkewInMs?: number | undefined
}
