import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingUnitPriceTierEventDataSchema } from './billingUnitPriceTierEventData.ts'

const schema = v.object({
  name: v.string(),
  /** How many units are sold together. */
  block_size: v.number(),
  tiers: v.array(BillingUnitPriceTierEventDataSchema),
})

/** The price of a plan for each unit, in webhook events. */
export interface BillingUnitPriceEventData extends v.InferOutput<typeof schema> {}
export const BillingUnitPriceEventDataSchema: Schema<BillingUnitPriceEventData> = schema
