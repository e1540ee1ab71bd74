import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  starts_at_block: v.number(),
  /** `null` when the tier has no end. */
  ends_after_block: v.nullable(v.number()),
  /** In the smallest unit of the currency. */
  amount_per_block: v.number(),
  currency: v.string(),
})

/** The price of a block in a range of blocks, in webhook events. */
export interface BillingUnitPriceTierEventData extends v.InferOutput<typeof schema> {}
export const BillingUnitPriceTierEventDataSchema: Schema<BillingUnitPriceTierEventData> = schema
