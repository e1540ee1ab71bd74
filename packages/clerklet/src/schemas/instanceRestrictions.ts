import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'instance_restrictions'>(),
  /** @experimental Only the official SDK has this field; no published specification has it. */
  id: v.optional(v.string()),
  allowlist: v.boolean(),
  blocklist: v.boolean(),
  allowlist_blocklist_disabled_on_sign_in: v.boolean(),
  block_email_subaddresses: v.boolean(),
  block_disposable_email_domains: v.boolean(),
  /** @experimental Only the official SDK has this field; no published specification has it. */
  ignore_dots_for_gmail_addresses: v.optional(v.boolean()),
})

/** Restrictions of sign-ups and sign-ins, such as the allow-list. */
export interface InstanceRestrictions extends v.InferOutput<typeof schema> {}
export const InstanceRestrictionsSchema: Schema<InstanceRestrictions> = schema
