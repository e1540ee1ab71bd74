import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingPlanUnitPriceTierSchema } from './billingPlanUnitPriceTier.ts'

const schema = v.object({
  name: v.string(),
  /** How many units are sold together. */
  block_size: v.number(),
  tiers: v.array(BillingPlanUnitPriceTierSchema),
})

/** What a plan costs by the unit, such as by the seat. */
export interface BillingPlanUnitPrice extends v.InferOutput<typeof schema> {}
export const BillingPlanUnitPriceSchema: Schema<BillingPlanUnitPrice> = schema
