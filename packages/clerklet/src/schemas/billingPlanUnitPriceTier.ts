import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  starts_at_block: v.number(),
  /** `null` when the tier has no end. */
  ends_after_block: v.nullish(v.number()),
  fee_per_block: BillingMoneySchema,
})

/** The price of a block in a range of blocks. */
export interface BillingPlanUnitPriceTier extends v.InferOutput<typeof schema> {}
export const BillingPlanUnitPriceTierSchema: Schema<BillingPlanUnitPriceTier> = schema
