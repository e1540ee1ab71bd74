import type { State } from '../state.ts'
import { charge } from './charges.ts'
import { emitItem, emitSubscription } from './events.ts'
import { addPeriod, DAY } from './periods.ts'
import { defaultPlan, isCharged, planOf } from './plans.ts'
import { boughtSeats, renewedSeats } from './seats.ts'
import type { Period, StoredItem, StoredPayer, StoredPlan, StoredSubscription } from './store.ts'

/** How an item begins. */
export interface Beginning {
  plan: StoredPlan
  /** Default: the default one of the plan. */
  priceId?: string | undefined
  period?: Period | undefined
  at: number
  status?: 'active' | 'upcoming' | 'incomplete'
  /** When a free trial ends. */
  trialEnd?: number | undefined
  id?: string | undefined
}

/** How long before the end of a free trial is told of it. */
const NOTICE = 3 * DAY

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
  if (trialEnd !== undefined) subscription.trial_used = true
  const payer = state.billingPayers.get(subscription.payer_id)
  const seats = plan.seats && payer && boughtSeats(plan.seats, state.countSeats(payer.owner_id))
  const item = state.billingItems.add({
    id: id ?? state.newId('csub_item'),
    subscription_id: subscription.id,
    payer_id: subscription.payer_id,
    plan_id: plan.id,
    price_id: priceId,
    plan_period: period,
    status,
    ...(plan.seats && { seats: seats ?? null }),
    is_free_trial: trialEnd !== undefined,
    trial_notice_at: null,
    period_start: at,
    period_end: trialEnd ?? endOfPeriod(state, priceId, period, at),
    canceled_at: null,
    past_due_at: null,
    ended_at: null,
    created_at: Math.min(at, state.clock.now()),
    updated_at: Math.min(at, state.clock.now()),
  })
  if (trialEnd !== undefined) planNotice(item, at)
  return item
}

/** Lets the end of a free trial be told three days before; of one that is shorter, at once. */
export function planNotice(item: StoredItem, now: number): void {
  item.trial_notice_at = Math.max(now, (item.period_end ?? now) - NOTICE)
}

/** Begins the plan of those who have chosen none. The free one is the same item each time. */
export function beginDefault(
  state: State,
  subscription: StoredSubscription,
  at: number,
  status: 'active' | 'upcoming',
): StoredItem | undefined {
  const payer = state.billingPayers.get(subscription.payer_id)
  if (!payer) return undefined
  const plan = defaultPlan(state, payer.type)
  const before = state.billingItems
    .where('subscription_id', subscription.id)
    .find(
      (item) =>
        item.price_id === plan.price_id &&
        item.period_end === null &&
        (item.status === 'ended' || item.status === 'abandoned'),
    )
  if (!before) return beginItem(state, subscription, { plan, at, status })
  Object.assign(before, {
    status,
    period_start: at,
    canceled_at: null,
    ended_at: null,
    updated_at: Math.min(at, state.clock.now()),
  })
  return before
}

export function endItem(state: State, item: StoredItem, at: number): void {
  Object.assign(item, { status: 'ended', past_due_at: null, ended_at: at, updated_at: at })
  emitItem(state, 'subscriptionItem.ended', item, at)
}

/** What was to come, or was not paid for, does not come. */
export function abandonItem(state: State, item: StoredItem, at: number): void {
  Object.assign(item, { status: 'abandoned', canceled_at: at, updated_at: at })
  emitItem(state, 'subscriptionItem.abandoned', item, at)
}

/** Begins what was to come, else the default plan. */
export function beginNext(state: State, subscription: StoredSubscription, at: number): void {
  const upcoming = upcomingItem(state, subscription)
  if (!upcoming) {
    const item = beginDefault(state, subscription, at, 'active')
    if (item) emitItem(state, 'subscriptionItem.active', item, at)
    return
  }
  upcoming.status = 'active'
  if (beginPeriod(state, upcoming, at)) emitItem(state, 'subscriptionItem.active', upcoming, at)
}

/** The item that begins when another ends. */
export function upcomingItem(
  { billingItems }: State,
  { id }: StoredSubscription,
): StoredItem | undefined {
  return billingItems.where('subscription_id', id).find(({ status }) => status === 'upcoming')
}

/** Begins another period of an item that runs on. */
export function renew(state: State, item: StoredItem, at: number): void {
  Object.assign(item, { is_free_trial: false, trial_notice_at: null })
  if (beginPeriod(state, item, at)) emitItem(state, 'subscriptionItem.updated', item, at)
}

/** Pays for what is past due. A period that is over meanwhile begins anew. */
export function payOverdue(state: State, payer: StoredPayer): void {
  const at = state.clock.now()
  for (const subscription of state.billingSubscriptions.where('payer_id', payer.id)) {
    const overdue = state.billingItems
      .where('subscription_id', subscription.id)
      .filter(({ status }) => status === 'past_due')
    if (!overdue.length) continue
    for (const item of overdue) {
      if ((item.period_end ?? at) <= at) {
        item.period_start = at
        item.period_end = endOfPeriod(state, item.price_id, item.plan_period, at)
      }
      Object.assign(item, { status: 'active', past_due_at: null, updated_at: at })
      charge(state, payer, item, { type: 'recurring', at })
      emitItem(state, 'subscriptionItem.active', item, at)
    }
    noteChange(state, subscription, at)
  }
}

/** Tells that a subscription has changed, and into which status if that is another one. */
export function noteChange(state: State, subscription: StoredSubscription, at: number): void {
  const overdue = state.billingItems
    .where('subscription_id', subscription.id)
    .some(({ status }) => status === 'past_due')
  const before = subscription.status
  subscription.status = overdue ? 'past_due' : 'active'
  subscription.past_due_at = overdue ? (subscription.past_due_at ?? at) : null
  subscription.updated_at = at
  const happened = overdue ? 'pastDue' : 'active'
  const type = before === subscription.status ? 'updated' : happened
  emitSubscription(state, `subscription.${type}`, subscription, at)
}

/** Charges for a period that begins, and tells whether that succeeded. An item that is not paid for is past due. */
function beginPeriod(state: State, item: StoredItem, at: number): boolean {
  item.period_start = at
  item.period_end = endOfPeriod(state, item.price_id, item.plan_period, at)
  item.updated_at = at
  const plan = planOf(state, item.plan_id)
  const payer = state.billingPayers.get(item.payer_id)
  if (plan.seats && payer) {
    item.seats = renewedSeats(plan.seats, item, state.countSeats(payer.owner_id))
  }
  const payment = payer && charge(state, payer, item, { type: 'recurring', at })
  if (payment?.status !== 'failed') return true
  Object.assign(item, { status: 'past_due', past_due_at: at })
  emitItem(state, 'subscriptionItem.pastDue', item, at)
  return false
}

/** `null` of what is free. */
function endOfPeriod(state: State, priceId: string, period: Period, at: number): number | null {
  return isCharged(state, priceId, period) ? addPeriod(at, period) : null
}
