import { Collection } from '../core/collection.ts'
import { money } from './money.ts'
import type { BillingData, PayerType } from './store.ts'

/** What billing stores at the start: a free plan for users and one for organizations. */
export function createBillingData(now: number): BillingData {
  const data: BillingData = {
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
  addFreePlan(data, 'user', now)
  addFreePlan(data, 'org', now)
  return data
}

function addFreePlan(data: BillingData, type: PayerType, now: number): void {
  const id = `cplan_free_${type}`
  const price_id = `cprice_free_${type}`
  data.billingPrices.add({
    object: 'commerce_price',
    id: price_id,
    plan_id: id,
    // There is one instance: what is sent names it.
    instance_id: '',
    currency: 'USD',
    currency_symbol: '$',
    amount: 0,
    annual_monthly_amount: 0,
    fee: money(0, 'USD'),
    annual_monthly_fee: null,
    description: null,
    is_default: true,
    created_at: now,
    supported_billing_periods: 'month',
  })
  data.billingPlans.add({
    id,
    name: 'Free',
    description: null,
    product_id: `cprod_${type}`,
    is_default: true,
    publicly_visible: true,
    slug: `free_${type}`,
    avatar_url: null,
    features: [],
    for_payer_type: type,
    free_trial_days: null,
    seats: null,
    price_id,
    created_at: now,
  })
}
