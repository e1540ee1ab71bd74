import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'commerce_payment_method'>(),
  id: v.string(),
  payer_id: v.string(),
  payment_type: open<'card' | 'link' | 'payer-credits'>(),
  is_default: v.optional(v.boolean()),
  gateway: v.string(),
  gateway_external_id: v.string(),
  gateway_external_account_id: v.nullable(v.string()),
  /** The last digits of the card. */
  last4: v.nullable(v.string()),
  status: open<'active' | 'disconnected'>(),
  wallet_type: v.nullish(v.string()),
  card_type: v.nullable(v.string()),
  expiry_year: v.nullish(v.number()),
  expiry_month: v.nullish(v.number()),
  is_removable: v.optional(v.boolean()),
  /** Epoch milliseconds. */
  created_at: v.optional(v.number()),
  /** Epoch milliseconds. */
  updated_at: v.optional(v.number()),
})

/** A payment method of a payer, such as a card. */
export interface BillingPaymentMethod extends v.InferOutput<typeof schema> {}
export const BillingPaymentMethodSchema: Schema<BillingPaymentMethod> = schema
