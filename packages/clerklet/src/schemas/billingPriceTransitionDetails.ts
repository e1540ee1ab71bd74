import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingPlanSchema } from './billingPlan.ts'
import { BillingPriceSchema } from './billingPrice.ts'

const schema = v.object({
  previous_plan: BillingPlanSchema,
  previous_price: BillingPriceSchema,
  /** Epoch milliseconds. */
  effective_at: v.number(),
  effective_mode: open<'immediate' | 'end_of_period'>(),
  /** Epoch milliseconds. */
  next_billing_date: v.nullish(v.number()),
  charged_immediately: v.boolean(),
  immediate_charge: v.nullish(BillingMoneySchema),
  previous_subscription_item_status: open<'canceled' | 'ended' | 'abandoned'>(),
  previous_subscription_item_id: v.string(),
})

/** When and how a subscription item moves to another price. */
export interface BillingPriceTransitionDetails extends v.InferOutput<typeof schema> {}
export const BillingPriceTransitionDetailsSchema: Schema<BillingPriceTransitionDetails> = schema
