import type { BillingSubscription } from 'clerklet'
import { notFound } from '../core/errors.ts'
import { oneOf } from '../core/params.ts'
import type { State } from '../state.ts'
import { charge } from './charges.ts'
import { emitItem, emitSubscription } from './events.ts'
import { nextPaymentOf, sendItem } from './items.ts'
import {
  abandonItem,
  addSubscription,
  beginDefault,
  beginItem,
  beginNext,
  endItem,
  noteChange,
  payOverdue,
  renew,
} from './lifecycle.ts'
import { ensurePayerOf, type PayerOwner } from './payers.ts'
import { DAY } from './periods.ts'
import { defaultPlan, isCharged, priceOf } from './plans.ts'
import { boughtSeats } from './seats.ts'
import type { Period, StoredItem, StoredPayer, StoredPlan, StoredSubscription } from './store.ts'

/** The card of a payer, in a seed or for {@link setCard}. */
export type BillingCardSeed = PayerOwner & {
  /** Whether the card is declined, so that charges of the payer fail. */
  declines: boolean
}

/** A subscription of a payer to a plan, which replaces the current plan. */
export type BillingSubscriptionSeed = PayerOwner & {
  /** The id of the item, `csub_item_…`. Default: a new id. */
  id?: string | undefined
  /** The id or the slug of a plan. */
  plan: string
  /** Default: the default price of the plan. */
  price_id?: string | undefined
  /** Default: `month`. */
  plan_period?: Period | undefined
  /** Whether the subscription begins with the free trial of the plan. Default: `false`. */
  free_trial?: boolean | undefined
  /** Epoch milliseconds. A subscription that started in the past is renewed and charged up to now. Default: now. */
  started_at?: number | undefined
  /** Whether the item is past due, as after a failed charge. Default: `false`. */
  past_due?: boolean | undefined
}

/**
 * Returns the subscription of a payer, updated to the current time. Adds a missing subscription, with the default plan since
 * the payer's creation.
 */
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

/**
 * Updates a subscription to the current time: sends notices of ending free trials, ends canceled items, begins upcoming items,
 * and renews active items.
 */
export function settle(state: State, subscription: StoredSubscription): StoredSubscription {
  settleItems(state, () => state.billingItems.where('subscription_id', subscription.id))
  return subscription
}

/** Updates all subscriptions to the current time. Changes are applied in the order in which they were due. */
export function settleAll(state: State): void {
  settleItems(state, () => state.billingItems.oldest(undefined, (item) => !!stepOf(state, item)))
}

/** A due change of an item, and the time at which it was due. */
interface Step {
  item: StoredItem
  at: number
}

function settleItems(state: State, items: () => Iterable<StoredItem>): void {
  const due = (all: Iterable<StoredItem>) => [...all].flatMap((item) => stepOf(state, item) ?? [])
  const steps = due(items()).sort((one, other) => one.at - other.at)
  for (let step = steps.shift(); step; step = steps.shift()) {
    const { item, at } = step
    const subscription = state.billingSubscriptions.get(item.subscription_id)
    if (!subscription) continue
    take(state, subscription, item, at)
    // A change may begin another item of the subscription, so all its items are checked.
    const own = state.billingItems.where('subscription_id', subscription.id)
    for (const next of due(own)) {
      if (steps.some((one) => one.item === next.item)) continue
      const later = steps.findIndex((one) => one.at > next.at)
      steps.splice(later < 0 ? steps.length : later, 0, next)
    }
  }
}

/** The change that is due for an item, if any. */
function stepOf({ clock }: State, item: StoredItem): Step | undefined {
  const at = item.trial_notice_at ?? item.period_end
  const runs = item.status === 'active' || item.status === 'canceled'
  return runs && at !== null && at <= clock.now() ? { item, at } : undefined
}

function take(state: State, subscription: StoredSubscription, item: StoredItem, at: number): void {
  if (item.trial_notice_at !== null) {
    item.trial_notice_at = null
    if (item.status === 'active') emitItem(state, 'subscriptionItem.freeTrialEnding', item, at)
    return
  }
  if (item.status === 'canceled') {
    endItem(state, item, at)
    beginNext(state, subscription, at)
  } else {
    renew(state, item, at)
  }
  noteChange(state, subscription, at)
}

/** Returns a subscription as the API sends it, with the items that are neither ended nor abandoned. */
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

function planNamed({ billingPlans }: State, name: string): StoredPlan {
  const plan = billingPlans.get(name) ?? [...billingPlans].find(({ slug }) => slug === name)
  if (!plan) throw notFound(`No plan was found with id or slug ${name}`)
  return plan
}

/** Subscribes a payer to a plan, as a checkout does, and emits the events. */
export function subscribe(state: State, seed: BillingSubscriptionSeed): StoredSubscription {
  const payer = ensurePayerOf(state, seed)
  const plan = planNamed(state, seed.plan)
  oneOf('plan_period', seed.plan_period, ['month', 'annual'])
  const at = seed.started_at ?? state.clock.now()
  if (seed.price_id) priceOf(state, seed.price_id)
  if (plan.seats) boughtSeats(plan.seats, state.countSeats(payer.owner_id))
  const [present] = state.billingSubscriptions.where('payer_id', payer.id)
  const subscription = present ? settle(state, present) : addSubscription(state, payer, at)
  const before = state.billingItems
    .where('subscription_id', subscription.id)
    .filter(({ status }) => status !== 'ended' && status !== 'abandoned')
  const trial = seed.free_trial ? plan.free_trial_days : null
  const priceId = seed.price_id ?? plan.price_id
  const paysNow = trial === null && isCharged(state, priceId, seed.plan_period ?? 'month')
  const item = beginItem(state, subscription, {
    plan,
    priceId: seed.price_id,
    period: seed.plan_period,
    at,
    trialEnd: trial === null ? undefined : at + trial * DAY,
    id: seed.id,
    status: paysNow ? 'incomplete' : 'active',
  })
  if (!present) emitSubscription(state, 'subscription.created', subscription, at)
  if (paysNow) {
    emitItem(state, 'subscriptionItem.incomplete', item, at)
    const payment = charge(state, payer, item, { type: 'checkout', at })
    if (payment?.status === 'failed') {
      if (!before.length) beginDefault(state, subscription, at, 'active')
      return subscription
    }
  }
  for (const one of before) leave(state, one, at)
  item.status = 'active'
  emitItem(state, 'subscriptionItem.active', item, at)
  Object.assign(subscription, { status: 'active', past_due_at: null })
  emitSubscription(state, 'subscription.active', subscription, at)
  settle(state, subscription)
  if (!seed.past_due) return subscription
  Object.assign(item, { status: 'past_due', past_due_at: item.period_start })
  emitItem(state, 'subscriptionItem.pastDue', item)
  noteChange(state, subscription, item.period_start)
  return subscription
}

/** Ends an item that another plan replaces. An upcoming or incomplete item is abandoned instead. */
function leave(state: State, item: StoredItem, at: number): void {
  if (item.status === 'upcoming' || item.status === 'incomplete') abandonItem(state, item, at)
  else endItem(state, item, at)
}

/** Sets whether charges of a payer fail. When charges succeed again, past due items are paid. */
export function setCard(state: State, { declines, ...owner }: BillingCardSeed): void {
  const payer = ensurePayerOf(state, owner)
  payer.declines = declines
  if (!declines) payOverdue(state, payer)
}
