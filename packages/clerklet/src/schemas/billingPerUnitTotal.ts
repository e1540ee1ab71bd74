import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingPerUnitTotalTierSchema } from './billingPerUnitTotalTier.ts'

const schema = v.object({
  name: v.string(),
  /** How many units are sold together. */
  block_size: v.number(),
  tiers: v.array(BillingPerUnitTotalTierSchema),
})

/** The total for the units of one kind. */
export interface BillingPerUnitTotal extends v.InferOutput<typeof schema> {}
export const BillingPerUnitTotalSchema: Schema<BillingPerUnitTotal> = schema
