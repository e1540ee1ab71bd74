import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  /** `null` for no limit. */
  quantity: v.nullish(v.number()),
  fee_per_block: BillingMoneySchema,
  total: BillingMoneySchema,
})

/** The blocks that were charged at one price. */
export interface BillingPerUnitTotalTier extends v.InferOutput<typeof schema> {}
export const BillingPerUnitTotalTierSchema: Schema<BillingPerUnitTotalTier> = schema
