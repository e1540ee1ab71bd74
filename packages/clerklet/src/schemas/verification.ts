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
  /** How a phone code was sent. */
  channel: v.nullish(v.string()),
  /** To be signed by a web3 wallet. */
  nonce: v.nullish(v.string()),
  /** To be signed by a web3 wallet. */
  message: v.nullish(v.string()),
  /** Where the user goes on at the identity provider. */
  external_verification_redirect_url: v.nullish(v.string()),
  error: v.nullish(VerificationErrorSchema),
})

/** How an identification was or is being verified. One object for every kind: which keys are there depends on `strategy`. */
export interface Verification extends v.InferOutput<typeof schema> {}
export const VerificationSchema: Schema<Verification> = schema
