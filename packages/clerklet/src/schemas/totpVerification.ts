import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  verified: v.optional(v.boolean()),
  /** What the code turned out to be. */
  code_type: v.optional(open<'totp' | 'backup_code'>()),
})

/** Whether a code is right. */
export interface TotpVerification extends v.InferOutput<typeof schema> {}
export const TotpVerificationSchema: Schema<TotpVerification> = schema
