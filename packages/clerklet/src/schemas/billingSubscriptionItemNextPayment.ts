import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingPerUnitTotalSchema } from './billingPerUnitTotal.ts'
import { BillingTotalsSchema } from './billingTotals.ts'

const schema = v.object({
  amount: v.nullish(BillingMoneySchema),
  /** Epoch milliseconds. */
  date: v.nullish(v.number()),
  per_unit_totals: v.optional(v.array(BillingPerUnitTotalSchema)),
  totals: v.nullish(BillingTotalsSchema),
})

/** The next charge for a subscription item. */
export interface BillingSubscriptionItemNextPayment extends v.InferOutput<typeof schema> {}
export const BillingSubscriptionItemNextPaymentSchema: Schema<BillingSubscriptionItemNextPayment> =
  schema
