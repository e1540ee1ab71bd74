import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'commerce_source'>(),
  id: v.string(),
  payer_id: v.string(),
  payment_method: open<'card' | 'apple_pay' | 'google_pay'>(),
  is_default: v.nullish(v.boolean()),
  gateway: v.string(),
  gateway_external_id: v.string(),
  gateway_external_account_id: v.nullish(v.string()),
  /** The last digits of the card. */
  last4: v.string(),
  status: open<'active' | 'disconnected'>(),
  wallet_type: v.string(),
  card_type: v.string(),
  expiry_year: v.optional(v.number()),
  expiry_month: v.optional(v.number()),
  is_removable: v.nullish(v.boolean()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** The payment method in the older form of a subscription item. */
export interface BillingPaymentSource extends v.InferOutput<typeof schema> {}
export const BillingPaymentSourceSchema: Schema<BillingPaymentSource> = schema
