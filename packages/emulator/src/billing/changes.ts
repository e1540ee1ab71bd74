import type { BillingPrice, BillingPriceTransition } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import { charge, unitsOf } from './charges.ts'
import { emitItem } from './events.ts'
import { isPaid, sendOlderItem } from './items.ts'
import {
  abandonItem,
  beginDefault,
  beginItem,
  beginNext,
  endItem,
  noteChange,
  planNotice,
  upcomingItem,
} from './lifecycle.ts'
import { DAY, unusedPart } from './periods.ts'
import { feeOf, planOf, priceOf, sendOlderPlan, sendPrice } from './plans.ts'
import { boughtSeats, sumOf } from './seats.ts'
import type { Period, StoredItem, StoredPayment, StoredSubscription } from './store.ts'
import { settle } from './subscriptions.ts'

/** The ids of an item's current price and of its new price. */
interface PriceMove {
  from_price_id: string
  to_price_id: string
}

/** Returns an item and its subscription, updated to the current time. Refuses an unknown id with 404. */
export function itemOf(
  state: State,
  id: string,
): { item: StoredItem; subscription: StoredSubscription } {
  const item = state.billingItems.get(id)
  const subscription = state.billingSubscriptions.get(item?.subscription_id ?? '')
  if (!item || !subscription) throw notFound(`No subscription item was found with id ${id}`)
  return { item, subscription: settle(state, subscription) }
}

/**
 * Cancels a paid item, at once or at the end of its period. After the end, the upcoming item or an item of the default plan
 * begins. An upcoming item is abandoned instead.
 */
export function cancelItem(state: State, id: string, endNow: boolean): StoredItem {
  const { item, subscription } = itemOf(state, id)
  const now = state.clock.now()
  if (item.status === 'upcoming') abandon(state, item, subscription)
  else if (['ended', 'abandoned', 'incomplete'].includes(item.status)) {
    throw cannotCancel(`it is ${item.status}`)
  } else if (!isPaid(state, item)) throw cannotCancel('it is free')
  else if (endNow) {
    item.canceled_at ??= now
    endItem(state, item, now)
    beginNext(state, subscription, now)
  } else if (item.status === 'canceled') throw cannotCancel('it is canceled already')
  else {
    Object.assign(item, { status: 'canceled', canceled_at: now, updated_at: now })
    emitItem(state, 'subscriptionItem.canceled', item)
    const next = beginDefault(state, subscription, item.period_end ?? now, 'upcoming')
    if (next) emitItem(state, 'subscriptionItem.upcoming', next)
  }
  noteChange(state, subscription, now)
  return item
}

/** Abandons an upcoming item. The item that it would have replaced becomes active again. */
function abandon(state: State, item: StoredItem, { id }: StoredSubscription): void {
  const now = state.clock.now()
  abandonItem(state, item, now)
  const before = state.billingItems
    .where('subscription_id', id)
    .find(({ status }) => status === 'canceled')
  if (!before) return
  Object.assign(before, { status: 'active', canceled_at: null, updated_at: now })
  emitItem(state, 'subscriptionItem.updated', before)
}

/** Moves the end of an item's free trial. */
export function extendTrial(state: State, id: string, extendTo: string): StoredItem {
  const { item, subscription } = itemOf(state, id)
  const to = Date.parse(extendTo)
  const now = state.clock.now()
  const end = item.period_end ?? now
  if (!item.is_free_trial || item.status !== 'active') {
    throw wrongTime('The subscription item is not in a free trial.')
  }
  if (to === end) return item
  if (to <= now) throw wrongTime('extend_to must be in the future.')
  if (to > end + 365 * DAY) {
    throw wrongTime('extend_to must be at most 365 days after the end of the free trial.')
  }
  Object.assign(item, { period_end: to, updated_at: now })
  planNotice(item, now)
  emitItem(state, 'subscriptionItem.updated', item)
  settle(state, subscription)
  return item
}

/**
 * Moves an item to another price. The move is immediate in a free trial, and when the new price is not lower. Otherwise, the new
 * price begins at the end of the period.
 */
export function movePrice(state: State, id: string, prices: PriceMove): BillingPriceTransition {
  const { item, subscription, from, to, plan, period } = checkMove(state, id, prices)
  const now = state.clock.now()
  const immediate = item.is_free_trial || monthly(to, period) >= monthly(from, item.plan_period)
  const at = immediate ? now : (item.period_end ?? now)
  if (immediate && state.billingPayers.get(item.payer_id)?.declines) throw declined()
  if (immediate) endItem(state, item, now)
  else {
    Object.assign(item, { status: 'canceled', canceled_at: now, updated_at: now })
    emitItem(state, 'subscriptionItem.canceled', item)
  }
  const next = beginItem(state, subscription, {
    plan,
    priceId: to.id,
    period,
    at,
    status: immediate ? 'active' : 'upcoming',
  })
  const payment = immediate ? chargeAtOnce(state, item, from, next) : undefined
  emitItem(state, immediate ? 'subscriptionItem.active' : 'subscriptionItem.upcoming', next)
  noteChange(state, subscription, now)
  return {
    object: 'commerce_price_transition',
    subscription_item: sendOlderItem(state, next),
    transition: {
      previous_plan: sendOlderPlan(state, planOf(state, item.plan_id)),
      previous_price: sendPrice(state, from),
      effective_at: at,
      effective_mode: immediate ? 'immediate' : 'end_of_period',
      next_billing_date: immediate ? next.period_end : at,
      charged_immediately: Boolean(payment?.totals.grand_total.amount),
      immediate_charge: payment?.totals.grand_total ?? null,
      previous_subscription_item_status: immediate ? 'ended' : 'canceled',
      previous_subscription_item_id: item.id,
    },
  }
}

/** Returns the item, prices, plan and period of a price move. Refuses a move that breaks a rule, such as to another currency. */
function checkMove(state: State, id: string, { from_price_id, to_price_id }: PriceMove) {
  const { item, subscription } = itemOf(state, id)
  const [from, to] = [priceOf(state, from_price_id), priceOf(state, to_price_id)]
  if (item.price_id !== from.id) throw conflict('The subscription item does not have that price.')
  if (from.id === to.id) throw conflict('The subscription item has that price already.')
  if (item.status !== 'active' || upcomingItem(state, subscription)) {
    throw conflict('The subscription item is not active, or is moving already.')
  }
  const plan = planOf(state, to.plan_id)
  if (
    plan.for_payer_type !== planOf(state, item.plan_id).for_payer_type ||
    to.currency !== from.currency
  ) {
    throw invalid(
      'to_price_id',
      'form_param_value_invalid',
      'is invalid',
      'The price must be one for the same type of payer, in the same currency.',
    )
  }
  const payer = state.billingPayers.get(item.payer_id)
  if (plan.seats && payer) boughtSeats(plan.seats, state.countSeats(payer.owner_id))
  const periods = { month: 'month', annual: 'annual' } as const
  const only = periods[to.supported_billing_periods as Period]
  return { item, subscription, from, to, plan, period: only ?? item.plan_period }
}

function monthly(price: BillingPrice, period: Period): number {
  return feeOf(price, period) / (period === 'annual' ? 12 : 1)
}

/** Charges for the first period of an item. The unused part of the previous item's period is deducted. */
function chargeAtOnce(
  state: State,
  before: StoredItem,
  from: BillingPrice,
  next: StoredItem,
): StoredPayment | undefined {
  const payer = state.billingPayers.get(next.payer_id)
  const at = next.period_start
  const units = sumOf(unitsOf(state, before))
  const fee = before.is_free_trial ? 0 : feeOf(from, before.plan_period) + units
  const proration = unusedPart(before, fee, from.currency, at)
  return payer && charge(state, payer, next, { type: 'checkout', at, proration })
}

function cannotCancel(why: string): Refusal {
  return new Refusal(
    400,
    entry('bad_request', 'Bad request', `The subscription item cannot be canceled: ${why}.`),
  )
}

function declined(): Refusal {
  return new Refusal(
    400,
    entry('bad_request', 'Bad request', 'The card of the payer was declined.'),
  )
}

function conflict(long: string): Refusal {
  return new Refusal(409, entry('conflict', 'Conflict', long))
}

function wrongTime(long: string): Refusal {
  return invalid('extend_to', 'form_param_value_invalid', 'is invalid', long)
}
