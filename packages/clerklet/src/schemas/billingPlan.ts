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
  /** @deprecated The API marks this field as deprecated. */
  product_id: v.string(),
  /** Whether the plan applies to payers who have chosen no plan. */
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
  /** @deprecated Use `fee`. Only in the older form of a plan. */
  amount: v.optional(v.number()),
  /** @deprecated Use `fee`. Only in the older form of a plan. */
  amount_formatted: v.optional(v.string()),
  /** @deprecated Use `annual_monthly_fee`. Only in the older form of a plan. */
  annual_monthly_amount: v.optional(v.number()),
  /** @deprecated Use `annual_monthly_fee`. Only in the older form of a plan. */
  annual_monthly_amount_formatted: v.optional(v.string()),
  /** @deprecated Use `annual_fee`. Only in the older form of a plan. */
  annual_amount: v.optional(v.number()),
  /** @deprecated Use `annual_fee`. Only in the older form of a plan. */
  annual_amount_formatted: v.optional(v.string()),
  /** @deprecated Use `fee`. Only in the older form of a plan. */
  currency_symbol: v.optional(v.string()),
  /** @deprecated Use `fee`. Only in the older form of a plan. */
  currency: v.optional(v.string()),
  /** @deprecated Use `for_payer_type`. Only in the older form of a plan. */
  payer_type: v.optional(v.array(v.string())),
  /** The billing period. Only in the older form of a plan. */
  period: v.optional(v.string()),
  /** The billing interval. Only in the older form of a plan. */
  interval: v.optional(v.number()),
})

/**
 * A plan that users or organizations can subscribe to. `createBillingPriceTransition` and
 * `extendBillingSubscriptionItemFreeTrial` return an older form, which contains additional fields.
 */
export interface BillingPlan extends v.InferOutput<typeof schema> {}
export const BillingPlanSchema: Schema<BillingPlan> = schema
