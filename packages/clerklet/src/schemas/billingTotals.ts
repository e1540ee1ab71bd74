import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingCreditsSchema } from './billingCredits.ts'
import { BillingDiscountsSchema } from './billingDiscounts.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingPerUnitTotalSchema } from './billingPerUnitTotal.ts'

const schema = v.object({
  subtotal: BillingMoneySchema,
  base_fee: BillingMoneySchema,
  tax_total: BillingMoneySchema,
  grand_total: BillingMoneySchema,
  per_unit_totals: v.optional(v.array(BillingPerUnitTotalSchema)),
  credits: v.nullish(BillingCreditsSchema),
  discounts: v.nullish(BillingDiscountsSchema),
})

/** The totals of a charge. */
export interface BillingTotals extends v.InferOutput<typeof schema> {}
export const BillingTotalsSchema: Schema<BillingTotals> = schema
