import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  verified: v.optional(v.boolean()),
})

/** The result of a password check. */
export interface PasswordVerification extends v.InferOutput<typeof schema> {}
export const PasswordVerificationSchema: Schema<PasswordVerification> = schema
