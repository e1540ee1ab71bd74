import * as v from 'valibot'
import { MetadataSchema, type Schema } from '../core/schema.ts'

const schema = v.object({
  code: v.string(),
  message: v.string(),
  long_message: v.optional(v.string()),
  meta: v.nullish(MetadataSchema),
})

/** Why a verification failed, such as a refusal by the identity provider. */
export interface VerificationError extends v.InferOutput<typeof schema> {}
export const VerificationErrorSchema: Schema<VerificationError> = schema
