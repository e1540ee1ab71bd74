import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingUnitPriceTierEventDataSchema } from './billingUnitPriceTierEventData.ts'

const schema = v.object({
  name: v.string(),
  /** The number of units in each pricing block. */
  block_size: v.number(),
  tiers: v.array(BillingUnitPriceTierEventDataSchema),
})

/** The price of a plan for the units of one kind, such as seats, in webhook events. */
export interface BillingUnitPriceEventData extends v.InferOutput<typeof schema> {}
export const BillingUnitPriceEventDataSchema: Schema<BillingUnitPriceEventData> = schema
