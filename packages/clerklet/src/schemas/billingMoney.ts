import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** In the smallest unit of the currency, such as cents. */
  amount: v.number(),
  amount_formatted: v.string(),
  /** ISO 4217, such as `USD`. */
  currency: v.string(),
  currency_symbol: v.string(),
})

/** A sum of money. */
export interface BillingMoney extends v.InferOutput<typeof schema> {}
export const BillingMoneySchema: Schema<BillingMoney> = schema
