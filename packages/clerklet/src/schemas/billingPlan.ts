import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingPlanUnitPriceSchema } from './billingPlanUnitPrice.ts'
import { FeatureSchema } from './feature.ts'

const schema = v.object({
  object: tag<'commerce_plan'>(),
  /** `cplan_…`. */
  id: v.string(),
  name: v.string(),
  /** The monthly price. `null` when the plan has no monthly billing. */
  fee: v.nullable(BillingMoneySchema),
  /** The monthly price with yearly billing. */
  annual_monthly_fee: v.nullable(BillingMoneySchema),
  /** The yearly price. */
  annual_fee: v.nullable(BillingMoneySchema),
  description: v.nullable(v.string()),
  /** @deprecated By the API. */
  product_id: v.string(),
  /** Whether payers who have chosen no plan have this plan. */
  is_default: v.boolean(),
  is_recurring: v.boolean(),
  publicly_visible: v.boolean(),
  has_base_fee: v.boolean(),
  for_payer_type: open<'user' | 'org'>(),
  slug: v.string(),
  avatar_url: v.nullable(v.string()),
  features: v.optional(v.array(FeatureSchema)),
  free_trial_enabled: v.optional(v.boolean()),
  free_trial_days: v.nullish(v.number()),
  unit_prices: v.optional(v.array(BillingPlanUnitPriceSchema)),
  /** @deprecated Use `fee`. Only in responses of the older form. */
  amount: v.optional(v.number()),
  /** @deprecated Use `fee`. Only in responses of the older form. */
  amount_formatted: v.optional(v.string()),
  /** @deprecated Use `annual_monthly_fee`. Only in responses of the older form. */
  annual_monthly_amount: v.optional(v.number()),
  /** @deprecated Use `annual_monthly_fee`. Only in responses of the older form. */
  annual_monthly_amount_formatted: v.optional(v.string()),
  /** @deprecated Use `annual_fee`. Only in responses of the older form. */
  annual_amount: v.optional(v.number()),
  /** @deprecated Use `annual_fee`. Only in responses of the older form. */
  annual_amount_formatted: v.optional(v.string()),
  /** @deprecated Use `fee`. Only in responses of the older form. */
  currency_symbol: v.optional(v.string()),
  /** @deprecated Use `fee`. Only in responses of the older form. */
  currency: v.optional(v.string()),
  /** @deprecated Use `for_payer_type`. Only in responses of the older form. */
  payer_type: v.optional(v.array(v.string())),
  /** Only in responses of the older form. */
  period: v.optional(v.string()),
  /** Only in responses of the older form. */
  interval: v.optional(v.number()),
})

/**
 * A plan that users or organizations can subscribe to. Its older form is in the responses of `createBillingPriceTransition` and
 * `extendBillingSubscriptionItemFreeTrial`.
 */
export interface BillingPlan extends v.InferOutput<typeof schema> {}
export const BillingPlanSchema: Schema<BillingPlan> = schema
