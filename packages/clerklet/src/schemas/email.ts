import * as v from 'valibot'
import { MetadataSchema, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'email'>(),
  /** `ema_…`. */
  id: v.string(),
  slug: v.nullish(v.string()),
  from_email_name: v.string(),
  reply_to_email_name: v.nullish(v.string()),
  to_email_address: v.optional(v.string()),
  email_address_id: v.nullish(v.string()),
  user_id: v.nullish(v.string()),
  subject: v.optional(v.string()),
  /** HTML. */
  body: v.optional(v.string()),
  body_plain: v.nullish(v.string()),
  status: v.optional(v.string()),
  suppression_reason: v.nullish(v.string()),
  data: v.nullish(MetadataSchema),
  /** Whether Clerk sends the e-mail. Otherwise your application must send it after the webhook event `email.created`. */
  delivered_by_clerk: v.boolean(),
})

/** An e-mail that Clerk or your application sends. */
export interface Email extends v.InferOutput<typeof schema> {}
export const EmailSchema: Schema<Email> = schema
