import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { EmailSchema } from './email.ts'
import { EmailBatchErrorSchema } from './emailBatchError.ts'

const schema = v.object({
  /** The index of the message in the request. */
  index: v.number(),
  /** The HTTP status for the message. */
  status_code: v.number(),
  email: v.optional(EmailSchema),
  errors: v.optional(v.array(EmailBatchErrorSchema)),
  retry_after_seconds: v.optional(v.number()),
})

/** The result for one e-mail of a batch. */
export interface EmailBatchItem extends v.InferOutput<typeof schema> {}
export const EmailBatchItemSchema: Schema<EmailBatchItem> = schema
