import type { BillingDiscountRedemption, BillingPlan, BillingPrice, BillingTotals } from 'clerklet'
import { Collection } from '../core/collection.ts'

/** The type of a payer. */
export type PayerType = 'user' | 'org'
export type Period = 'month' | 'annual'

/** The rules of a plan for an organization's seats. */
export interface SeatRules {
  /** The monthly price of each seat that is not included, in the smallest unit of the currency. */
  amount: number
  included: number
  /** The maximum number of seats; `null` means any number. */
  limit: number | null
}

/** A plan without the fields of its default price. */
export interface StoredPlan
  extends Pick<
    BillingPlan,
    | 'id'
    | 'name'
    | 'description'
    | 'product_id'
    | 'is_default'
    | 'publicly_visible'
    | 'slug'
    | 'avatar_url'
  > {
  features: NonNullable<BillingPlan['features']>
  for_payer_type: PayerType
  free_trial_days: number | null
  /** `null` when the plan has no rules for seats. */
  seats: SeatRules | null
  /** The id of the default price. */
  price_id: string
  created_at: number
}

/** A user or an organization as a payer. */
export interface StoredPayer {
  id: string
  /** `user_…` or `org_…`. */
  owner_id: string
  type: PayerType
  payment_method_id: string
  /** Whether the payer's card is declined, so that charges fail. */
  declines: boolean
  created_at: number
  updated_at: number
}

export interface StoredSubscription {
  id: string
  payer_id: string
  status: 'active' | 'past_due'
  /** Whether the payer has already begun a free trial. */
  trial_used: boolean
  active_at: number
  past_due_at: number | null
  created_at: number
  updated_at: number
}

export type ItemStatus =
  | 'active'
  | 'canceled'
  | 'ended'
  | 'past_due'
  | 'upcoming'
  | 'abandoned'
  | 'incomplete'

export interface StoredItem {
  id: string
  subscription_id: string
  payer_id: string
  plan_id: string
  price_id: string
  plan_period: Period
  status: ItemStatus
  /** The number of seats; `null` means any number. Absent when the plan has no rules for seats. */
  seats?: number | null
  is_free_trial: boolean
  /** When to send the notice of the free trial's end; `null` when it was sent, or there is no trial. */
  trial_notice_at: number | null
  period_start: number
  /** `null` for a free item that is not on trial. */
  period_end: number | null
  canceled_at: number | null
  past_due_at: number | null
  ended_at: number | null
  created_at: number
  updated_at: number
}

export interface StoredDiscount {
  id: string
  name: string
  /** The discount in percent; `null` when `amount_off` is set. */
  percent_off: number | null
  /** The discount as an amount in the smallest unit of the currency; `null` when `percent_off` is set. */
  amount_off: number | null
  /** The number of charges to which the discount applies; `null` means all. */
  cycles: number | null
  created_at: number
}

export interface StoredRedemption extends BillingDiscountRedemption {
  created_at: number
}

/** A statement, which contains the charges of one payer in one month. */
export interface StoredStatement {
  id: string
  payer_id: string
  created_at: number
}

export interface StoredPayment {
  id: string
  payment_id: string
  statement_id: string
  payer_id: string
  item_id: string | null
  charge_type: 'checkout' | 'recurring'
  totals: BillingTotals
  status: 'pending' | 'paid' | 'failed'
  paid_at: number | null
  failed_at: number | null
  created_at: number
  updated_at: number
}

export interface StoredLedgerEntry {
  id: string
  payer_id: string
  /** The change of the credit in the smallest unit of the currency. Negative when credit was used or removed. */
  amount: number
  currency: string
  source_type: string
  source_id: string
  note: string | null
  created_at: number
}

/** Plans, subscriptions and payments. */
export interface BillingData {
  billingPlans: Collection<StoredPlan>
  billingPrices: Collection<BillingPrice>
  billingPayers: Collection<StoredPayer>
  billingSubscriptions: Collection<StoredSubscription>
  billingItems: Collection<StoredItem>
  billingDiscounts: Collection<StoredDiscount>
  billingRedemptions: Collection<StoredRedemption>
  billingStatements: Collection<StoredStatement>
  billingPayments: Collection<StoredPayment>
  billingLedger: Collection<StoredLedgerEntry>
}

export function createBillingData(): BillingData {
  return {
    billingPlans: new Collection(),
    billingPrices: new Collection('plan_id'),
    billingPayers: new Collection('owner_id'),
    billingSubscriptions: new Collection('payer_id'),
    billingItems: new Collection('subscription_id', 'payer_id'),
    billingDiscounts: new Collection(),
    billingRedemptions: new Collection('subscription_item_id'),
    billingStatements: new Collection('payer_id'),
    billingPayments: new Collection('statement_id', 'payer_id', 'item_id'),
    billingLedger: new Collection('payer_id'),
  }
}
