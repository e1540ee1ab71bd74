import type { BillingDiscountRedemption, BillingPlan, BillingPrice, BillingTotals } from 'clerklet'
import { Collection } from '../core/collection.ts'

/** Who pays. */
export type PayerType = 'user' | 'org'
export type Period = 'month' | 'annual'

/** What a plan says of the seats of an organization. */
export interface SeatRules {
  /** By the month, for each seat that is not included. In the smallest unit of the currency. */
  amount: number
  included: number
  /** The most that can be bought; `null` is any number. */
  limit: number | null
}

/** A plan without what its default price says. */
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
  /** `null` where seats are no matter. */
  seats: SeatRules | null
  /** The default one. */
  price_id: string
  created_at: number
}

/** A user or an organization as one who pays. */
export interface StoredPayer {
  id: string
  /** `user_…` or `org_…`. */
  owner_id: string
  type: PayerType
  payment_method_id: string
  /** Whether the next charges fail. */
  declines: boolean
  created_at: number
  updated_at: number
}

export interface StoredSubscription {
  id: string
  payer_id: string
  status: 'active' | 'past_due'
  /** Whether a free trial was begun. */
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
  /** How many it pays for, where its plan is by the seat; `null` is any number. Optional: snapshots of 0.1.0 lack it. */
  seats?: number | null
  is_free_trial: boolean
  /** When it is told that the free trial will end; `null` when that is done, or there is none. */
  trial_notice_at: number | null
  period_start: number
  /** `null` of what is free and not on trial. */
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
  /** This or `amount_off`. */
  percent_off: number | null
  /** In the smallest unit of the currency. */
  amount_off: number | null
  /** How many charges it lowers; `null` is all. */
  cycles: number | null
  created_at: number
}

export interface StoredRedemption extends BillingDiscountRedemption {
  created_at: number
}

/** All charges of one payer in one month. */
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
  /** Below zero for what was used or taken away. In the smallest unit of the currency. */
  amount: number
  currency: string
  source_type: string
  source_id: string
  note: string | null
  created_at: number
}

/** Plans, who pays for which, and what was paid. */
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
