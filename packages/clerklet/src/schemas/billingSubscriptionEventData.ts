import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { BillingPayerEventDataSchema } from './billingPayerEventData.ts'
import { BillingSubscriptionItemEventDataSchema } from './billingSubscriptionItemEventData.ts'

const schema = v.object({
  object: tag<'commerce_subscription'>(),
  /** `csub_…`. */
  id: v.string(),
  status: open<'active' | 'past_due' | 'canceled' | 'ended' | 'abandoned' | 'incomplete'>(),
  /** Epoch milliseconds. */
  active_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  canceled_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  ended_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  past_due_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  latest_payment_id: v.nullable(v.string()),
  /** `cpayer_…`. */
  payer_id: v.string(),
  payer: BillingPayerEventDataSchema,
  payment_source_id: v.nullable(v.string()),
  /** The items of the subscription. Each is for one plan. */
  items: v.array(BillingSubscriptionItemEventDataSchema),
})

/** The subscription of a user or an organization, in webhook events. */
export interface BillingSubscriptionEventData extends v.InferOutput<typeof schema> {}
export const BillingSubscriptionEventDataSchema: Schema<BillingSubscriptionEventData> = schema
