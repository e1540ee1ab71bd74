import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  object: tag<'commerce_discount_redemption'>(),
  id: v.string(),
  subscription_item_id: v.string(),
  discount_id: v.string(),
  name: v.optional(v.string()),
  source: open<'promotion' | 'manual' | 'promo_code'>(),
  promo_code: v.optional(v.string()),
  effect: v.optional(open<'percentage' | 'fixed_amount'>()),
  percent_off: v.nullish(v.number()),
  amount_off: v.nullish(BillingMoneySchema),
  amount: v.nullish(BillingMoneySchema),
  /** `null` when the discount has no end. */
  cycles_remaining: v.nullable(v.number()),
  cycles_applied: v.number(),
  status: v.optional(open<'active' | 'exhausted' | 'removed'>()),
  /** Epoch milliseconds. */
  redeemed_at: v.number(),
  redeemed_by: v.nullable(v.string()),
})

/** A discount that a subscription item has, or had. */
export interface BillingDiscountRedemption extends v.InferOutput<typeof schema> {}
export const BillingDiscountRedemptionSchema: Schema<BillingDiscountRedemption> = schema
