import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { BillingCreditsEventDataSchema } from './billingCreditsEventData.ts'
import { BillingPayerEventDataSchema } from './billingPayerEventData.ts'
import { BillingPlanEventDataSchema } from './billingPlanEventData.ts'
import { BillingProrationCreditSchema } from './billingProrationCredit.ts'

const schema = v.object({
  object: v.optional(tag<'commerce_subscription_item'>()),
  /** `csub_item_…`. */
  id: v.string(),
  status: open<
    | 'abandoned'
    | 'active'
    | 'canceled'
    | 'ended'
    | 'expired'
    | 'incomplete'
    | 'past_due'
    | 'upcoming'
  >(),
  /** Epoch milliseconds. */
  created_at: v.optional(v.number()),
  /** Epoch milliseconds. */
  updated_at: v.optional(v.number()),
  /** Epoch milliseconds. */
  period_start: v.number(),
  /** Epoch milliseconds. */
  period_end: v.nullable(v.number()),
  interval: v.optional(open<'month' | 'annual'>()),
  /** `cplan_…`. */
  plan_id: v.nullable(v.string()),
  plan: v.nullable(BillingPlanEventDataSchema),
  payer: v.optional(BillingPayerEventDataSchema),
  /** `csub_…`. */
  subscription_id: v.optional(v.string()),
  /** @deprecated Use `credits`. */
  credit: v.optional(BillingProrationCreditSchema),
  credits: v.nullish(BillingCreditsEventDataSchema),
})

/** A subscription item that a charge pays for, in webhook events. */
export interface BillingPaymentItemEventData extends v.InferOutput<typeof schema> {}
export const BillingPaymentItemEventDataSchema: Schema<BillingPaymentItemEventData> = schema
