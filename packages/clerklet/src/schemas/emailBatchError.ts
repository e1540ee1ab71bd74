import * as v from 'valibot'
import { MetadataSchema, type Schema } from '../core/schema.ts'

const schema = v.object({
  code: v.string(),
  message: v.string(),
  long_message: v.string(),
  meta: v.optional(MetadataSchema),
})

/** The error of a refused e-mail in a batch. */
export interface EmailBatchError extends v.InferOutput<typeof schema> {}
export const EmailBatchErrorSchema: Schema<EmailBatchError> = schema
