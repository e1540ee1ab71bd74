import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingUnitPriceEventDataSchema } from './billingUnitPriceEventData.ts'

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
  /** The prices of units, such as seats. */
  unit_prices: v.optional(v.array(BillingUnitPriceEventDataSchema)),
})

/** A plan, in webhook events. */
export interface BillingPlanEventData extends v.InferOutput<typeof schema> {}
export const BillingPlanEventDataSchema: Schema<BillingPlanEventData> = schema
