import type { State } from '../state.ts'
import { charge } from './charges.ts'
import { emitItem, emitSubscription } from './events.ts'
import { addPeriod, DAY } from './periods.ts'
import { defaultPlan, isCharged, planOf } from './plans.ts'
import { boughtSeats, renewedSeats } from './seats.ts'
import type { Period, StoredItem, StoredPayer, StoredPlan, StoredSubscription } from './store.ts'

/** The parameters of {@link beginItem}. */
export interface Beginning {
  plan: StoredPlan
  /** Default: the plan's default price. */
  priceId?: string | undefined
  period?: Period | undefined
  at: number
  status?: 'active' | 'upcoming' | 'incomplete'
  /** The end of the free trial. */
  trialEnd?: number | undefined
  id?: string | undefined
}

/** The time from the notice of a free trial's end to the end of the trial. */
const NOTICE = 3 * DAY

/** Adds a subscription without items. */
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

/** Schedules the notice of a free trial's end: three days before the end, or now when less time is left. */
export function planNotice(item: StoredItem, now: number): void {
  item.trial_notice_at = Math.max(now, (item.period_end ?? now) - NOTICE)
}

/** Adds an item of the default plan to a subscription, or reuses an ended or abandoned free item of the default plan. */
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

/** Abandons an item that is upcoming or incomplete, and emits the event. */
export function abandonItem(state: State, item: StoredItem, at: number): void {
  Object.assign(item, { status: 'abandoned', canceled_at: at, updated_at: at })
  emitItem(state, 'subscriptionItem.abandoned', item, at)
}

/** Begins the upcoming item, or the default plan when no item is upcoming. */
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

/** The upcoming item of a subscription, if any. It begins when the current item ends. */
export function upcomingItem(
  { billingItems }: State,
  { id }: StoredSubscription,
): StoredItem | undefined {
  return billingItems.where('subscription_id', id).find(({ status }) => status === 'upcoming')
}

/** Begins the next period of an item, after a free trial or a paid period, and charges the payer. */
export function renew(state: State, item: StoredItem, at: number): void {
  Object.assign(item, { is_free_trial: false, trial_notice_at: null })
  if (beginPeriod(state, item, at)) emitItem(state, 'subscriptionItem.updated', item, at)
}

/** Charges a payer for past due items. An item whose period is over begins a new period now. */
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

/** Updates the status of a subscription. Emits an event of the new status, or `subscription.updated` for an unchanged status. */
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

/** Begins a period of an item and charges the payer. Returns false when the charge fails, which makes the item past due. */
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

/** The end of a period that begins at `at`; `null` when the price is free, since free items have no periods. */
function endOfPeriod(state: State, priceId: string, period: Period, at: number): number | null {
  return isCharged(state, priceId, period) ? addPeriod(at, period) : null
}
