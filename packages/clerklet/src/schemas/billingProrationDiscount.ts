import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  amount: BillingMoneySchema,
  cycle_days_passed: v.number(),
  cycle_days_total: v.number(),
  cycle_passed_percent: v.number(),
})

/** What is not charged of a period that had begun. */
export interface BillingProrationDiscount extends v.InferOutput<typeof schema> {}
export const BillingProrationDiscountSchema: Schema<BillingProrationDiscount> = schema
