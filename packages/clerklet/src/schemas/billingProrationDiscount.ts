import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  amount: BillingMoneySchema,
  cycle_days_passed: v.number(),
  cycle_days_total: v.number(),
  cycle_passed_percent: v.number(),
})

/** The discount for the part of a period that has already passed. */
export interface BillingProrationDiscount extends v.InferOutput<typeof schema> {}
export const BillingProrationDiscountSchema: Schema<BillingProrationDiscount> = schema
