import * as v from 'valibot'
import { MetadataSchema, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'sms_message'>(),
  /** `sms_…`. */
  id: v.string(),
  /** The template, such as `verification_code`. */
  slug: v.nullish(v.string()),
  from_phone_number: v.string(),
  to_phone_number: v.string(),
  /** `idn_…`. */
  phone_number_id: v.nullish(v.string()),
  /** `user_…`. */
  user_id: v.nullish(v.string()),
  message: v.string(),
  status: v.string(),
  /** The values of the variables in the template. */
  data: MetadataSchema,
  /** Whether Clerk sends the message. Otherwise your application must send it after the webhook event `sms.created`. */
  delivered_by_clerk: v.boolean(),
  /** Epoch milliseconds. */
  created_at_ms: v.optional(v.number()),
  /** Epoch milliseconds. The specification lists `created_at_ms`, but its example contains `created_at`. */
  created_at: v.optional(v.number()),
})

/** A text message that Clerk or your application sends. */
export interface SmsMessage extends v.InferOutput<typeof schema> {}
export const SmsMessageSchema: Schema<SmsMessage> = schema
