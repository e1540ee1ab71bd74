import type { BillingSubscription } from 'clerklet'
import type { State } from '../state.ts'
import { emitItem } from './events.ts'
import { nextPaymentOf, sendItem } from './items.ts'
import { addSubscription, beginItem, beginNext, endItem, noteChange, renew } from './lifecycle.ts'
import { defaultPlan } from './plans.ts'
import type { StoredItem, StoredPayer, StoredSubscription } from './store.ts'

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

/** Brings a subscription to the present: what was canceled ends, what was to come begins, the rest is renewed and charged. */
export function settle(state: State, subscription: StoredSubscription): StoredSubscription {
  settleItems(state, () => state.billingItems.where('subscription_id', subscription.id))
  return subscription
}

/** Brings all subscriptions to the present, in the order in which things happened to them. */
export function settleAll(state: State): void {
  settleItems(state, () => state.billingItems)
}

/** What happens to an item next. */
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
    // Another item of the subscription may have begun, so that all of them are looked at.
    const own = state.billingItems.where('subscription_id', subscription.id)
    for (const next of due(own)) {
      if (steps.some((one) => one.item === next.item)) continue
      const later = steps.findIndex((one) => one.at > next.at)
      steps.splice(later < 0 ? steps.length : later, 0, next)
    }
  }
}

/** What is due for an item, if anything is. */
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
