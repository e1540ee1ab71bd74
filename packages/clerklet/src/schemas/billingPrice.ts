import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  object: tag<'commerce_price'>(),
  /** `cprice_…`. */
  id: v.string(),
  /** `cplan_…`. */
  plan_id: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  /** ISO 4217, such as `USD`. */
  currency: v.string(),
  currency_symbol: v.string(),
  /** The monthly price in cents. */
  amount: v.number(),
  /** The monthly price with yearly billing, in cents. */
  annual_monthly_amount: v.number(),
  fee: v.nullable(BillingMoneySchema),
  annual_monthly_fee: v.nullable(BillingMoneySchema),
  description: v.nullish(v.string()),
  is_default: v.boolean(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  supported_billing_periods: open<'month' | 'annual' | 'both'>(),
})

/** A price of a plan: its default price, or a custom price for certain customers. */
export interface BillingPrice extends v.InferOutput<typeof schema> {}
export const BillingPriceSchema: Schema<BillingPrice> = schema
