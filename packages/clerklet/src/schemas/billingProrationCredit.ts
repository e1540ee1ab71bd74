import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  amount: BillingMoneySchema,
  cycle_days_remaining: v.number(),
  cycle_days_total: v.number(),
  cycle_remaining_percent: v.number(),
})

/** The credit for the unused part of a period. */
export interface BillingProrationCredit extends v.InferOutput<typeof schema> {}
export const BillingProrationCreditSchema: Schema<BillingProrationCredit> = schema
