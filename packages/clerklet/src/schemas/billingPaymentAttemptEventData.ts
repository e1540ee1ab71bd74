import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'
import { BillingPayeeEventDataSchema } from './billingPayeeEventData.ts'
import { BillingPayerEventDataSchema } from './billingPayerEventData.ts'
import { BillingPaymentFailureSchema } from './billingPaymentFailure.ts'
import { BillingPaymentItemEventDataSchema } from './billingPaymentItemEventData.ts'
import { BillingPaymentSourceEventDataSchema } from './billingPaymentSourceEventData.ts'
import { BillingTotalsEventDataSchema } from './billingTotalsEventData.ts'

const schema = v.object({
  id: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  payment_id: v.string(),
  /** @deprecated Use `statement_id`. */
  invoice_id: v.optional(v.string()),
  statement_id: v.string(),
  gateway_external_id: v.string(),
  status: open<'pending' | 'paid' | 'failed'>(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  /** Epoch milliseconds. */
  paid_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  failed_at: v.nullable(v.number()),
  failed_reason: v.nullable(BillingPaymentFailureSchema),
  /** Epoch milliseconds. */
  billing_date: v.number(),
  charge_type: open<'checkout' | 'recurring'>(),
  /** The account that receives the payment. */
  payee: BillingPayeeEventDataSchema,
  payer: BillingPayerEventDataSchema,
  totals: BillingTotalsEventDataSchema,
  payment_source: BillingPaymentSourceEventDataSchema,
  subscription_items: v.array(BillingPaymentItemEventDataSchema),
})

/** An attempt to charge a payer, in webhook events. It is pending, paid or failed. */
export interface BillingPaymentAttemptEventData extends v.InferOutput<typeof schema> {}
export const BillingPaymentAttemptEventDataSchema: Schema<BillingPaymentAttemptEventData> = schema
