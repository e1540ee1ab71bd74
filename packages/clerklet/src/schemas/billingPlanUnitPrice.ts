import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingPlanUnitPriceTierSchema } from './billingPlanUnitPriceTier.ts'

const schema = v.object({
  name: v.string(),
  /** How many units are sold together. */
  block_size: v.number(),
  tiers: v.array(BillingPlanUnitPriceTierSchema),
})

/** The price of a plan for each unit, such as a seat. */
export interface BillingPlanUnitPrice extends v.InferOutput<typeof schema> {}
export const BillingPlanUnitPriceSchema: Schema<BillingPlanUnitPrice> = schema
