import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  /** The number of units. `null` for no limit. */
  quantity: v.nullish(v.number()),
  fee_per_block: BillingMoneySchema,
  total: BillingMoneySchema,
})

/** One pricing tier of a total. Each block of units in the tier has the same price. */
export interface BillingPerUnitTotalTier extends v.InferOutput<typeof schema> {}
export const BillingPerUnitTotalTierSchema: Schema<BillingPerUnitTotalTier> = schema
