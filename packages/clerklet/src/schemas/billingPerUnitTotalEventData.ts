import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  name: v.optional(v.string()),
  amount: v.optional(v.number()),
  quantity: v.nullish(v.number()),
  total: v.optional(v.number()),
  currency: v.optional(v.string()),
})

/** The total for the units at one price, such as seats, in webhook events. */
export interface BillingPerUnitTotalEventData extends v.InferOutput<typeof schema> {}
export const BillingPerUnitTotalEventDataSchema: Schema<BillingPerUnitTotalEventData> = schema
