import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { BillingCreditsSchema } from './billingCredits.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingPayerSchema } from './billingPayer.ts'
import { BillingPaymentMethodSchema } from './billingPaymentMethod.ts'
import { BillingPaymentSourceSchema } from './billingPaymentSource.ts'
import { BillingPlanSchema } from './billingPlan.ts'
import { BillingSubscriptionItemCreditSchema } from './billingSubscriptionItemCredit.ts'
import { BillingSubscriptionItemNextPaymentSchema } from './billingSubscriptionItemNextPayment.ts'
import { BillingSubscriptionItemSeatsSchema } from './billingSubscriptionItemSeats.ts'
import { BillingTotalsSchema } from './billingTotals.ts'

const schema = v.object({
  object: tag<'commerce_subscription_item'>(),
  /** `csub_item_…`. */
  id: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  status: open<
    | 'active'
    | 'canceled'
    | 'expired'
    | 'ended'
    | 'past_due'
    | 'upcoming'
    | 'incomplete'
    | 'abandoned'
  >(),
  credit: v.nullish(BillingSubscriptionItemCreditSchema),
  credits: v.nullish(BillingCreditsSchema),
  /** `cplan_…`. */
  plan_id: v.nullish(v.string()),
  price_id: v.optional(v.string()),
  plan: v.nullish(BillingPlanSchema),
  plan_period: open<'month' | 'annual'>(),
  payment_method: v.optional(BillingPaymentMethodSchema),
  lifetime_paid: v.nullish(BillingMoneySchema),
  next_payment: v.nullish(BillingSubscriptionItemNextPaymentSchema),
  payer_id: v.optional(v.string()),
  payer: v.nullish(BillingPayerSchema),
  is_free_trial: v.boolean(),
  /** Epoch milliseconds. */
  period_start: v.nullish(v.number()),
  /** Epoch milliseconds. */
  period_end: v.nullish(v.number()),
  /** The day from which the item was prorated, such as `2026-05-12`. */
  proration_date: v.optional(v.string()),
  /** Epoch milliseconds. */
  canceled_at: v.nullish(v.number()),
  /** Epoch milliseconds. */
  past_due_at: v.nullish(v.number()),
  /** Epoch milliseconds. */
  ended_at: v.nullish(v.number()),
  /** Epoch milliseconds. */
  created_at: v.optional(v.number()),
  /** Epoch milliseconds. */
  updated_at: v.optional(v.number()),
  seats: v.nullish(BillingSubscriptionItemSeatsSchema),
  totals: v.nullish(BillingTotalsSchema),
  /** @deprecated Use `payment_method`. Only in the older form of a subscription item. */
  payment_source_id: v.optional(v.string()),
  /** @deprecated Use `payment_method`. Only in the older form of a subscription item. */
  payment_source: v.nullish(BillingPaymentSourceSchema),
  /** @deprecated Use `next_payment`. Only in the older form of a subscription item. */
  next_invoice: v.nullish(BillingSubscriptionItemNextPaymentSchema),
  /** @deprecated Use `totals`. Only in the older form of a subscription item. */
  amount: v.nullish(BillingMoneySchema),
})

/**
 * One plan of a subscription. `createBillingPriceTransition` and `extendBillingSubscriptionItemFreeTrial` return an older form,
 * which contains the deprecated fields.
 */
export interface BillingSubscriptionItem extends v.InferOutput<typeof schema> {}
export const BillingSubscriptionItemSchema: Schema<BillingSubscriptionItem> = schema
