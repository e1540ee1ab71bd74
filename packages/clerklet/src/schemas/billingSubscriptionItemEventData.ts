import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'
import { BillingPayerEventDataSchema } from './billingPayerEventData.ts'
import { BillingPlanEventDataSchema } from './billingPlanEventData.ts'
import { BillingSeatsEventDataSchema } from './billingSeatsEventData.ts'

const schema = v.object({
  object: open<'commerce_subscription_item' | 'subscription_item'>(),
  /** `csub_item_…`. */
  id: v.string(),
  status: open<
    'abandoned' | 'active' | 'canceled' | 'ended' | 'incomplete' | 'past_due' | 'upcoming'
  >(),
  is_free_trial: v.boolean(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  /** Epoch milliseconds. */
  period_start: v.number(),
  /** Epoch milliseconds. */
  period_end: v.nullable(v.number()),
  /** Such as `month`. */
  interval: v.string(),
  /** `cplan_…`. */
  plan_id: v.nullable(v.string()),
  plan: v.nullable(BillingPlanEventDataSchema),
  payer: v.optional(BillingPayerEventDataSchema),
  /** `csub_…`. */
  subscription_id: v.nullable(v.string()),
  /** The seats that the item pays for. */
  seats: v.optional(BillingSeatsEventDataSchema),
})

/** One plan of a subscription, in webhook events. */
export interface BillingSubscriptionItemEventData extends v.InferOutput<typeof schema> {}
export const BillingSubscriptionItemEventDataSchema: Schema<BillingSubscriptionItemEventData> =
  schema
