import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingPerUnitTotalSchema } from './billingPerUnitTotal.ts'
import { BillingTotalsSchema } from './billingTotals.ts'

const schema = v.object({
  /** Epoch milliseconds. */
  date: v.number(),
  amount: BillingMoneySchema,
  per_unit_totals: v.optional(v.array(BillingPerUnitTotalSchema)),
  totals: v.nullish(BillingTotalsSchema),
})

/** The next charge for a subscription. */
export interface BillingSubscriptionNextPayment extends v.InferOutput<typeof schema> {}
export const BillingSubscriptionNextPaymentSchema: Schema<BillingSubscriptionNextPayment> = schema
