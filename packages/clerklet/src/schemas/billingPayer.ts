import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  object: tag<'commerce_payer'>(),
  id: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  /** `user_…`, when a user pays. */
  user_id: v.nullish(v.string()),
  first_name: v.nullish(v.string()),
  last_name: v.nullish(v.string()),
  email: v.nullish(v.string()),
  /** `org_…`, when an organization pays. */
  organization_id: v.nullish(v.string()),
  organization_name: v.nullish(v.string()),
  image_url: v.optional(v.string()),
  credits_balance: v.optional(BillingMoneySchema),
  /** Epoch milliseconds. */
  created_at: v.optional(v.number()),
  /** Epoch milliseconds. */
  updated_at: v.optional(v.number()),
})

/** The user or organization that pays. */
export interface BillingPayer extends v.InferOutput<typeof schema> {}
export const BillingPayerSchema: Schema<BillingPayer> = schema
