import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { BillingSubscriptionItemSchema } from './billingSubscriptionItem.ts'
import { BillingSubscriptionNextPaymentSchema } from './billingSubscriptionNextPayment.ts'

const schema = v.object({
  object: tag<'commerce_subscription'>(),
  /** `csub_…`. */
  id: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  status: open<'active' | 'past_due' | 'canceled' | 'ended' | 'abandoned' | 'incomplete'>(),
  payer_id: v.string(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  /** Epoch milliseconds. */
  active_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  past_due_at: v.nullable(v.number()),
  /** The items of the subscription. Each item is for one plan. */
  subscription_items: v.array(BillingSubscriptionItemSchema),
  next_payment: v.optional(BillingSubscriptionNextPaymentSchema),
  eligible_for_free_trial: v.optional(v.boolean()),
})

/** The subscription of a user or an organization. */
export interface BillingSubscription extends v.InferOutput<typeof schema> {}
export const BillingSubscriptionSchema: Schema<BillingSubscription> = schema
