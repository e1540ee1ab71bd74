import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingPlanUnitPriceTierSchema } from './billingPlanUnitPriceTier.ts'

const schema = v.object({
  name: v.string(),
  /** The number of units in each pricing block. */
  block_size: v.number(),
  tiers: v.array(BillingPlanUnitPriceTierSchema),
})

/** The price of a plan for the units of one kind, such as seats. */
export interface BillingPlanUnitPrice extends v.InferOutput<typeof schema> {}
export const BillingPlanUnitPriceSchema: Schema<BillingPlanUnitPrice> = schema
