import type { BillingSubscription } from 'clerklet'
import type { State } from '../state.ts'
import { charge } from './charges.ts'
import { emitItem, emitSubscription } from './events.ts'
import { nextPaymentOf, sendItem } from './items.ts'
import { addPeriod } from './periods.ts'
import { defaultPlan, feeOf, priceOf } from './plans.ts'
import type { Period, StoredItem, StoredPayer, StoredPlan, StoredSubscription } from './records.ts'

/** How an item begins. */
export interface Beginning {
  plan: StoredPlan
  /** Default: the default one of the plan. */
  priceId?: string | undefined
  period?: Period | undefined
  at: number
  status?: 'active' | 'upcoming'
  /** When a free trial ends. */
  trialEnd?: number | undefined
  id?: string | undefined
}

/** What a payer is subscribed to, up to date. Who has chosen nothing has the default plan since they were there. */
export function subscriptionOf(state: State, payer: StoredPayer): StoredSubscription {
  const [present] = state.billingSubscriptions.where('payer_id', payer.id)
  if (present) return settle(state, present)
  const subscription = addSubscription(state, payer, payer.created_at)
  beginItem(state, subscription, {
    plan: defaultPlan(state, payer.type),
    at: payer.created_at,
  })
  return subscription
}

/** A subscription without an item. */
export function addSubscription(state: State, payer: StoredPayer, at: number): StoredSubscription {
  return state.billingSubscriptions.add({
    id: state.newId('csub'),
    payer_id: payer.id,
    status: 'active',
    trial_used: false,
    active_at: at,
    past_due_at: null,
    created_at: at,
    updated_at: at,
  })
}

export function beginItem(
  state: State,
  subscription: StoredSubscription,
  {
    plan,
    priceId = plan.price_id,
    period = 'month',
    at,
    status = 'active',
    trialEnd,
    id,
  }: Beginning,
): StoredItem {
  const price = priceOf(state, priceId)
  if (trialEnd !== undefined) subscription.trial_used = true
  return state.billingItems.add({
    id: id ?? state.newId('csub_item'),
    subscription_id: subscription.id,
    payer_id: subscription.payer_id,
    plan_id: plan.id,
    price_id: priceId,
    plan_period: period,
    status,
    is_free_trial: trialEnd !== undefined,
    period_start: at,
    period_end: trialEnd ?? (feeOf(price, period) ? addPeriod(at, period) : null),
    canceled_at: null,
    past_due_at: null,
    ended_at: null,
    created_at: Math.min(at, state.clock.now()),
    updated_at: Math.min(at, state.clock.now()),
  })
}

/** Brings a subscription to the present: what was canceled ends, what was to come begins, the rest is renewed and charged. */
export function settle(state: State, subscription: StoredSubscription): StoredSubscription {
  for (;;) {
    const due = dueItem(state, subscription)
    if (!due) return subscription
    const { item, at } = due
    if (item.status === 'canceled') {
      endItem(state, item, at)
      beginNext(state, subscription, at)
    } else {
      renew(state, item, at)
    }
    subscription.updated_at = at
    emitSubscription(state, 'subscription.updated', subscription)
  }
}

/** Brings all subscriptions to the present. */
export function settleAll(state: State): void {
  for (const subscription of state.billingSubscriptions) settle(state, subscription)
}

/** The item whose period has ended first. */
function dueItem(
  { billingItems, clock }: State,
  { id }: StoredSubscription,
): { item: StoredItem; at: number } | undefined {
  const now = clock.now()
  return billingItems
    .where('subscription_id', id)
    .flatMap((item) => {
      const at = item.period_end
      const runs = item.status === 'active' || item.status === 'canceled'
      return runs && at !== null && at <= now ? [{ item, at }] : []
    })
    .sort((one, other) => one.at - other.at)[0]
}

export function endItem(state: State, item: StoredItem, at: number): void {
  Object.assign(item, { status: 'ended', ended_at: at, updated_at: at })
  emitItem(state, 'subscriptionItem.ended', item)
}

/** Begins what was to come, else the default plan. */
export function beginNext(state: State, subscription: StoredSubscription, at: number): void {
  const upcoming = upcomingItem(state, subscription)
  const payer = state.billingPayers.get(subscription.payer_id)
  if (!payer) return
  const item =
    upcoming ?? beginItem(state, subscription, { plan: defaultPlan(state, payer.type), at })
  if (upcoming) {
    const paid = feeOf(priceOf(state, upcoming.price_id), upcoming.plan_period)
    Object.assign(upcoming, {
      status: 'active',
      period_start: at,
      period_end: paid ? addPeriod(at, upcoming.plan_period) : null,
      updated_at: at,
    })
    charge(state, payer, upcoming, { type: 'recurring', at })
  }
  emitItem(state, 'subscriptionItem.active', item)
}

/** The item that begins when another ends. */
export function upcomingItem(
  { billingItems }: State,
  { id }: StoredSubscription,
): StoredItem | undefined {
  return billingItems.where('subscription_id', id).find(({ status }) => status === 'upcoming')
}

function renew(state: State, item: StoredItem, at: number): void {
  Object.assign(item, {
    is_free_trial: false,
    period_start: at,
    period_end: addPeriod(at, item.plan_period),
    updated_at: at,
  })
  const payer = state.billingPayers.get(item.payer_id)
  if (payer) charge(state, payer, item, { type: 'recurring', at })
  emitItem(state, 'subscriptionItem.updated', item)
}

/** A subscription as the API sends it, with the items that run or are to come. */
export function sendSubscription(
  state: State,
  { trial_used, ...subscription }: StoredSubscription,
): BillingSubscription {
  const items = state.billingItems
    .where('subscription_id', subscription.id)
    .filter(({ status }) => status !== 'ended' && status !== 'abandoned')
  const [next] = items
    .flatMap((item) => nextPaymentOf(state, item) ?? [])
    .sort((one, other) => one.date - other.date)
  return {
    object: 'commerce_subscription',
    instance_id: state.instance.id,
    ...subscription,
    subscription_items: items.map((item) => sendItem(state, item)),
    ...(next && { next_payment: next }),
    eligible_for_free_trial: !trial_used,
  }
}
