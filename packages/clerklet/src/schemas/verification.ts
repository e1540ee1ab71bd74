import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'
import { VerificationErrorSchema } from './verificationError.ts'

const schema = v.object({
  /** Such as `verification_otp` or `verification_oauth`. Missing in older payloads. */
  object: v.optional(v.string()),
  status: open<'unverified' | 'verified' | 'failed' | 'expired' | 'transferable'>(),
  /** Such as `email_code`, `ticket` or `oauth_google`. Clerk adds strategies without notice. */
  strategy: v.string(),
  attempts: v.nullish(v.number()),
  /** Epoch milliseconds. */
  expire_at: v.nullish(v.number()),
  verified_at_client: v.nullish(v.string()),
  /** The channel by which a phone code was sent. */
  channel: v.nullish(v.string()),
  /** The nonce of a verification with a web3 wallet. */
  nonce: v.nullish(v.string()),
  /** The text that a web3 wallet must sign. */
  message: v.nullish(v.string()),
  /** The URL at which the user continues at the identity provider. */
  external_verification_redirect_url: v.nullish(v.string()),
  error: v.nullish(VerificationErrorSchema),
})

/** The verification of an identification. `strategy` decides which fields are present. */
export interface Verification extends v.InferOutput<typeof schema> {}
export const VerificationSchema: Schema<Verification> = schema
