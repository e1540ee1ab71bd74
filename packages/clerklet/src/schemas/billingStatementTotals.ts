import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  subtotal: BillingMoneySchema,
  base_fee: BillingMoneySchema,
  tax_total: BillingMoneySchema,
  grand_total: BillingMoneySchema,
})

/** What the charges of a statement come to. */
export interface BillingStatementTotals extends v.InferOutput<typeof schema> {}
export const BillingStatementTotalsSchema: Schema<BillingStatementTotals> = schema
