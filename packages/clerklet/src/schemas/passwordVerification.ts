import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  verified: v.optional(v.boolean()),
})

/** Whether a password is right. */
export interface PasswordVerification extends v.InferOutput<typeof schema> {}
export const PasswordVerificationSchema: Schema<PasswordVerification> = schema
