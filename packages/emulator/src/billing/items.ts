import type { BillingSubscriptionItem, BillingSubscriptionNextPayment } from 'clerklet'
import type { State } from '../state.ts'
import { paidFor, quote, unitsOf } from './charges.ts'
import { money } from './money.ts'
import { sendPayer, sendPaymentMethod, sendPaymentSource } from './payers.ts'
import { feeOf, isCharged, planOf, priceOf, sendOlderPlan, sendPlan } from './plans.ts'
import { sendSeats, sumOf } from './seats.ts'
import type { StoredItem } from './store.ts'

/** The next charge for an item; undefined unless the item is active or upcoming, and costs something. */
export function nextPaymentOf(
  state: State,
  item: StoredItem,
): BillingSubscriptionNextPayment | undefined {
  const date = item.status === 'upcoming' ? item.period_start : item.period_end
  const comes = item.status === 'active' || item.status === 'upcoming'
  const payer = state.billingPayers.get(item.payer_id)
  if (!comes || date === null || !payer || !isPaid(state, item)) return undefined
  const totals = quote(state, payer, item)
  const { per_unit_totals } = totals
  const units = sumOf(per_unit_totals?.[0])
  const { amount, currency } = totals.grand_total
  return {
    date,
    // The amount excludes the charges for seats, which `per_unit_totals` contains.
    amount: units ? money(Math.max(0, amount - units), currency) : totals.grand_total,
    ...(per_unit_totals && { per_unit_totals }),
    totals,
  }
}

/** Whether the plan of an item has a base fee or a fee for seats. */
export function isPaid(state: State, item: StoredItem): boolean {
  return isCharged(state, item.price_id, item.plan_period)
}

/** Returns a subscription item as the API sends it. A free item has no `payment_method`. */
export function sendItem(state: State, item: StoredItem): BillingSubscriptionItem {
  const { subscription_id: _, trial_notice_at: __, seats: ___, ...rest } = item
  const payer = state.billingPayers.get(item.payer_id)
  const { currency } = priceOf(state, item.price_id)
  return {
    object: 'commerce_subscription_item',
    instance_id: state.instance.id,
    ...rest,
    plan: sendPlan(state, planOf(state, item.plan_id)),
    ...seatsOf(state, item),
    ...(payer && { payer: sendPayer(state, payer) }),
    ...(payer && isPaid(state, item) && { payment_method: sendPaymentMethod(payer) }),
    lifetime_paid: money(paidFor(state, item), currency),
    next_payment: nextPaymentOf(state, item) ?? null,
  }
}

/**
 * An item in the older format of `extendBillingSubscriptionItemFreeTrial` and `createBillingPriceTransition`. The format has
 * no status `canceled`, and no `null` in text fields.
 */
export function sendOlderItem(state: State, item: StoredItem): BillingSubscriptionItem {
  const { subscription_id: _, trial_notice_at: __, seats: ___, ...rest } = item
  const price = priceOf(state, item.price_id)
  const payer = state.billingPayers.get(item.payer_id)
  const next = nextPaymentOf(state, item) ?? null
  return {
    object: 'commerce_subscription_item',
    instance_id: state.instance.id,
    ...rest,
    status: item.status === 'canceled' ? 'active' : item.status,
    plan: sendOlderPlan(state, planOf(state, item.plan_id)),
    ...seatsOf(state, item),
    payment_source_id: payer?.payment_method_id ?? '',
    payment_source: payer ? sendPaymentSource(payer) : null,
    lifetime_paid: money(paidFor(state, item), price.currency),
    amount: money(feeOf(price, item.plan_period), price.currency),
    next_payment: next,
    next_invoice: next,
    ...(payer && { payer: olderPayer(state, payer) }),
    proration_date: new Date(item.period_start).toISOString().slice(0, 10),
  }
}

/** The seats of an item; undefined when its plan has no rules for seats. */
function seatsOf(state: State, item: StoredItem) {
  const total = unitsOf(state, item)
  return total && { seats: sendSeats(total, item.seats ?? null) }
}

function olderPayer(state: State, stored: Parameters<typeof sendPayer>[1]) {
  const payer = sendPayer(state, stored)
  return {
    ...payer,
    first_name: payer.first_name ?? '',
    last_name: payer.last_name ?? '',
    email: payer.email ?? '',
  }
}
