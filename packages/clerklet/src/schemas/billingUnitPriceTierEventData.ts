import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  starts_at_block: v.number(),
  /** `null` in the last tier. */
  ends_after_block: v.nullable(v.number()),
  /** In the smallest unit of the currency. */
  amount_per_block: v.number(),
  currency: v.string(),
})

/** What one block costs, from one number of blocks to another, as events have it. */
export interface BillingUnitPriceTierEventData extends v.InferOutput<typeof schema> {}
export const BillingUnitPriceTierEventDataSchema: Schema<BillingUnitPriceTierEventData> = schema
