import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: v.optional(tag<'instance_settings'>()),
  /** `ins_…`. */
  id: v.optional(v.string()),
  restricted_to_allowlist: v.optional(v.boolean()),
  /** The local part of the sender address of e-mails. */
  from_email_address: v.optional(v.string()),
  progressive_sign_up: v.optional(v.boolean()),
  /** @deprecated Clerk is retiring this setting. */
  enhanced_email_deliverability: v.optional(v.boolean()),
})

/** Settings of an instance that are in beta. */
export interface InstanceSettings extends v.InferOutput<typeof schema> {}
export const InstanceSettingsSchema: Schema<InstanceSettings> = schema
