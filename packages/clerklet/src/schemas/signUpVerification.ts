import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  /** What the user does next; empty when there is nothing to do. */
  next_action: v.optional(open<'needs_prepare' | 'needs_attempt' | ''>()),
  supported_strategies: v.optional(v.array(v.string())),
})

/** What a sign-up has yet to verify. Further keys are those of a verification. */
export interface SignUpVerification extends v.InferOutput<typeof schema> {}
export const SignUpVerificationSchema: Schema<SignUpVerification> = schema
