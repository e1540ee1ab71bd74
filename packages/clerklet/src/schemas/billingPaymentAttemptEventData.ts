import * as v from 'valibot'
import { open, type Schema, tag } from '../schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingPayerEventDataSchema } from './billingPayerEventData.ts'
import { BillingPlanEventDataSchema } from './billingPlanEventData.ts'

const proration = v.object({
  amount: BillingMoneySchema,
  cycle_days_remaining: v.number(),
  cycle_days_total: v.number(),
  cycle_remaining_percent: v.number(),
})

const item = v.object({
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
  credit: v.optional(proration),
  credits: v.nullish(
    v.object({
      proration: v.nullish(proration),
      payer: v.nullish(
        v.object({ applied_amount: BillingMoneySchema, remaining_balance: BillingMoneySchema }),
      ),
      total: BillingMoneySchema,
    }),
  ),
})

const schema = v.object({
  id: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  payment_id: v.string(),
  /** @deprecated Use `statement_id`. */
  invoice_id: v.optional(v.string()),
  statement_id: v.string(),
  gateway_external_id: v.string(),
  status: open<'pending' | 'paid' | 'failed'>(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  /** Epoch milliseconds. */
  paid_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  failed_at: v.nullable(v.number()),
  failed_reason: v.nullable(v.object({ code: v.string(), decline_code: v.string() })),
  /** Epoch milliseconds. */
  billing_date: v.number(),
  charge_type: open<'checkout' | 'recurring'>(),
  /** Who is paid. */
  payee: v.object({
    id: v.string(),
    gateway_type: v.string(),
    gateway_external_id: v.string(),
    gateway_status: v.string(),
  }),
  payer: BillingPayerEventDataSchema,
  totals: v.object({
    subtotal: BillingMoneySchema,
    tax_total: BillingMoneySchema,
    grand_total: BillingMoneySchema,
    per_unit_totals: v.optional(
      v.array(
        v.object({
          name: v.optional(v.string()),
          amount: v.optional(v.number()),
          quantity: v.nullish(v.number()),
          total: v.optional(v.number()),
          currency: v.optional(v.string()),
        }),
      ),
    ),
  }),
  payment_source: v.object({
    id: v.string(),
    gateway: v.string(),
    gateway_external_id: v.string(),
    gateway_external_account_id: v.nullable(v.string()),
    payment_method: open<'card' | 'link'>(),
    status: open<'active' | 'disconnected'>(),
    card_type: v.nullable(v.string()),
    /** The last digits of the card. */
    last4: v.nullable(v.string()),
  }),
  subscription_items: v.array(item),
})

/** A charge, made or tried, as events have it. */
export interface BillingPaymentAttemptEventData extends v.InferOutput<typeof schema> {}
export const BillingPaymentAttemptEventDataSchema: Schema<BillingPaymentAttemptEventData> = schema
