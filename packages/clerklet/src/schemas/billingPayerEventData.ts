import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: v.optional(tag<'commerce_payer'>()),
  /** `cpayer_…`. */
  id: v.string(),
  /** `user_…`, when a user pays. */
  user_id: v.optional(v.string()),
  first_name: v.optional(v.string()),
  last_name: v.optional(v.string()),
  email: v.optional(v.string()),
  /** `org_…`, when an organization pays. */
  organization_id: v.optional(v.string()),
  organization_name: v.optional(v.string()),
  image_url: v.string(),
  /** Epoch milliseconds. */
  created_at: v.optional(v.number()),
  /** Epoch milliseconds. */
  updated_at: v.optional(v.number()),
})

/** The user or organization that pays, in webhook events. Fields that do not apply are empty or missing. */
export interface BillingPayerEventData extends v.InferOutput<typeof schema> {}
export const BillingPayerEventDataSchema: Schema<BillingPayerEventData> = schema
