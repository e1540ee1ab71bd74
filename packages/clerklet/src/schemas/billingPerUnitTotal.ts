import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingPerUnitTotalTierSchema } from './billingPerUnitTotalTier.ts'

const schema = v.object({
  name: v.string(),
  /** The number of units in each pricing block. */
  block_size: v.number(),
  tiers: v.array(BillingPerUnitTotalTierSchema),
})

/** The total for all units of one kind, such as seats. */
export interface BillingPerUnitTotal extends v.InferOutput<typeof schema> {}
export const BillingPerUnitTotalSchema: Schema<BillingPerUnitTotal> = schema
