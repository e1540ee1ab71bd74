import * as v from 'valibot'
import { MetadataSchema, open, type Schema, tag } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingPayerSchema } from './billingPayer.ts'
import { BillingPaymentMethodSchema } from './billingPaymentMethod.ts'
import { BillingTotalsSchema } from './billingTotals.ts'

const schema = v.object({
  object: tag<'commerce_payment'>(),
  id: v.string(),
  payment_id: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  charge_type: v.string(),
  payee_id: v.string(),
  /** Any object: Clerk's specification does not list its keys. */
  payee: MetadataSchema,
  payer_id: v.string(),
  payer: BillingPayerSchema,
  subscription_item_id: v.optional(v.string()),
  /** Any object: Clerk's specification does not list its keys. */
  subscription_item: v.optional(MetadataSchema),
  amount: BillingMoneySchema,
  totals: v.nullish(BillingTotalsSchema),
  payment_method_id: v.string(),
  payment_method: BillingPaymentMethodSchema,
  statement_id: v.string(),
  gateway_external_id: v.nullable(v.string()),
  gateway_external_url: v.nullable(v.string()),
  status: open<'pending' | 'paid' | 'failed'>(),
  /** Epoch milliseconds. */
  paid_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  failed_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** An attempt to charge a payer. It is pending, paid or failed. */
export interface BillingPaymentAttempt extends v.InferOutput<typeof schema> {}
export const BillingPaymentAttemptSchema: Schema<BillingPaymentAttempt> = schema
