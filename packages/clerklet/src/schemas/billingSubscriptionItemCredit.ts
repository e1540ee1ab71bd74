import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  amount: v.nullish(BillingMoneySchema),
  cycle_remaining_percent: v.optional(v.number()),
})

/** The credit for the unused part of a paid period. */
export interface BillingSubscriptionItemCredit extends v.InferOutput<typeof schema> {}
export const BillingSubscriptionItemCreditSchema: Schema<BillingSubscriptionItemCredit> = schema
