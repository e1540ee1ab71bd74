import * as v from 'valibot'
import type { Schema } from '../schema.ts'

const schema = v.object({
  /** `cplan_…`. */
  id: v.string(),
  slug: v.string(),
  name: v.string(),
  is_recurring: v.boolean(),
  /** In the smallest unit of the currency, such as cents. */
  amount: v.number(),
  /** ISO 4217, such as `USD`. */
  currency: v.string(),
  /** What it costs by the unit, such as by the seat. */
  unit_prices: v.optional(
    v.array(
      v.object({
        name: v.string(),
        /** How many units are sold together. */
        block_size: v.number(),
        tiers: v.array(
          v.object({
            starts_at_block: v.number(),
            /** `null` in the last tier. */
            ends_after_block: v.nullable(v.number()),
            /** In the smallest unit of the currency. */
            amount_per_block: v.number(),
            currency: v.string(),
          }),
        ),
      }),
    ),
  ),
})

/** A plan, as events have it. */
export interface BillingPlanEventData extends v.InferOutput<typeof schema> {}
export const BillingPlanEventDataSchema: Schema<BillingPlanEventData> = schema
