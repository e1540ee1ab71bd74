import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  /** The number of units. `null` for no limit. */
  quantity: v.nullish(v.number()),
  fee_per_block: BillingMoneySchema,
  total: BillingMoneySchema,
})

/** The part of a total with one price per block. */
export interface BillingPerUnitTotalTier extends v.InferOutput<typeof schema> {}
export const BillingPerUnitTotalTierSchema: Schema<BillingPerUnitTotalTier> = schema
