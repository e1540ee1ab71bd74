import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  object: v.optional(v.string()),
  /** The `verification_id` to send together with the code. */
  id: v.optional(v.string()),
  status: v.optional(open<'unverified' | 'verified' | 'failed' | 'expired'>()),
  strategy: v.optional(v.string()),
  attempts: v.nullish(v.number()),
  /** Epoch milliseconds. */
  expire_at: v.nullish(v.number()),
  /** The channel by which a phone code was sent. */
  channel: v.nullish(v.string()),
})

/** A verification by code that the backend has started. */
export interface VerificationAttempt extends v.InferOutput<typeof schema> {}
export const VerificationAttemptSchema: Schema<VerificationAttempt> = schema
