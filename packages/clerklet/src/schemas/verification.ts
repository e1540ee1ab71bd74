import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'
import { VerificationErrorSchema } from './verificationError.ts'

const schema = v.object({
  /** `verification_otp`, `verification_oauth` …; absent in older payloads. */
  object: v.optional(v.string()),
  status: open<'unverified' | 'verified' | 'failed' | 'expired' | 'transferable'>(),
  /** `email_code`, `ticket`, `admin`, `saml`, `oauth_google` …: new ones appear without notice. */
  strategy: v.string(),
  attempts: v.nullish(v.number()),
  /** Epoch milliseconds. */
  expire_at: v.nullish(v.number()),
  verified_at_client: v.nullish(v.string()),
  /** The channel by which a phone code was sent. */
  channel: v.nullish(v.string()),
  /** The text that a web3 wallet must sign. */
  nonce: v.nullish(v.string()),
  /** The text that a web3 wallet must sign. */
  message: v.nullish(v.string()),
  /** The URL at which the user continues at the identity provider. */
  external_verification_redirect_url: v.nullish(v.string()),
  error: v.nullish(VerificationErrorSchema),
})

/** The verification of an identification. One schema for all kinds: the keys depend on `strategy`. */
export interface Verification extends v.InferOutput<typeof schema> {}
export const VerificationSchema: Schema<Verification> = schema
