import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'template'>(),
  id: v.string(),
  instance_id: v.nullish(v.string()),
  resource_type: v.optional(v.string()),
  template_type: v.optional(open<'email' | 'sms'>()),
  name: v.optional(v.string()),
  slug: v.optional(v.string()),
  position: v.optional(v.number()),
  can_revert: v.optional(v.boolean()),
  can_delete: v.optional(v.boolean()),
  can_edit_body: v.optional(v.boolean()),
  can_toggle: v.optional(v.boolean()),
  subject: v.nullish(v.string()),
  markup: v.optional(v.string()),
  body: v.optional(v.string()),
  available_variables: v.optional(v.array(v.string())),
  required_variables: v.optional(v.array(v.string())),
  from_email_name: v.optional(v.string()),
  reply_to_email_name: v.optional(v.string()),
  /**
   * Whether Clerk sends the message. Otherwise your application must send it after the webhook event `email.created` or
   * `sms.created`.
   */
  delivered_by_clerk: v.optional(v.boolean()),
  enabled: v.optional(v.boolean()),
  flagged_as_suspicious: v.optional(v.boolean()),
  /** Epoch milliseconds. */
  created_at: v.optional(v.number()),
  /** Epoch milliseconds. */
  updated_at: v.optional(v.number()),
})

/** A template of an e-mail or a text message. */
export interface Template extends v.InferOutput<typeof schema> {}
export const TemplateSchema: Schema<Template> = schema
