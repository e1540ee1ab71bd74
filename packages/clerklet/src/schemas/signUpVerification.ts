import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  /** The next action of the user. Empty when no action is required. */
  next_action: v.optional(open<'needs_prepare' | 'needs_attempt' | ''>()),
  supported_strategies: v.optional(v.array(v.string())),
})

/** One verification of a sign-up. The response also contains the fields of a `Verification`, which this type omits. */
export interface SignUpVerification extends v.InferOutput<typeof schema> {}
export const SignUpVerificationSchema: Schema<SignUpVerification> = schema
