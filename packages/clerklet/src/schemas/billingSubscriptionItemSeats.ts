import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingPerUnitTotalTierSchema } from './billingPerUnitTotalTier.ts'

const schema = v.object({
  /** The number of seats; `null` means no limit. */
  quantity: v.nullable(v.number()),
  tiers: v.optional(v.array(BillingPerUnitTotalTierSchema)),
})

/** The seats that a subscription item pays for. */
export interface BillingSubscriptionItemSeats extends v.InferOutput<typeof schema> {}
export const BillingSubscriptionItemSeatsSchema: Schema<BillingSubscriptionItemSeats> = schema
