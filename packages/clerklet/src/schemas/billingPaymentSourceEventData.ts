import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  id: v.string(),
  gateway: v.string(),
  gateway_external_id: v.string(),
  gateway_external_account_id: v.nullable(v.string()),
  payment_method: open<'card' | 'link'>(),
  status: open<'active' | 'disconnected'>(),
  card_type: v.nullable(v.string()),
  /** The last digits of the card. */
  last4: v.nullable(v.string()),
})

/** The payment method of a charge, in webhook events. */
export interface BillingPaymentSourceEventData extends v.InferOutput<typeof schema> {}
export const BillingPaymentSourceEventDataSchema: Schema<BillingPaymentSourceEventData> = schema
