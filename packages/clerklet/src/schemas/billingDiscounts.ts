import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingProrationDiscountSchema } from './billingProrationDiscount.ts'

const schema = v.object({
  proration: v.nullable(BillingProrationDiscountSchema),
  total: BillingMoneySchema,
})

/** The discounts that lower a charge. */
export interface BillingDiscounts extends v.InferOutput<typeof schema> {}
export const BillingDiscountsSchema: Schema<BillingDiscounts> = schema
