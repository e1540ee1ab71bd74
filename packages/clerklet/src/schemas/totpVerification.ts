import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  verified: v.optional(v.boolean()),
  /** Whether the code is from the authenticator app or is a backup code. */
  code_type: v.optional(open<'totp' | 'backup_code'>()),
})

/** The result of checking a code of an authenticator app, or a backup code. */
export interface TotpVerification extends v.InferOutput<typeof schema> {}
export const TotpVerificationSchema: Schema<TotpVerification> = schema
