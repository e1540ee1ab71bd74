import { containing } from '../core/lists.ts'
import { flag, oneOf } from '../core/params.ts'
import type { State } from '../state.ts'
import { isPaid } from './items.ts'
import { ensurePayer, sendPayer } from './payers.ts'
import { planOf } from './plans.ts'
import type { StoredItem } from './store.ts'
import { settleAll, subscriptionOf } from './subscriptions.ts'

/**
 * Updates all subscriptions to the current time. Returns the items that match a query, newest first. Leaves out free items
 * unless `include_free` is `true`.
 */
export function listedItems(state: State, query: URLSearchParams): StoredItem[] {
  const status = oneOf('status', query.get('status'), [
    'active',
    'ended',
    'past_due',
    'upcoming',
    'free_trial',
  ])
  const payerType = oneOf('payer_type', query.get('payer_type'), ['user', 'org'])
  const planId = query.get('plan_id')
  const free = flag(query, 'include_free')
  const matches = containing(query, 'query')
  if (free) subscribeAll(state)
  settleAll(state)
  return [...state.billingItems.newest()].filter((item) => {
    const payer = state.billingPayers.get(item.payer_id)
    return (
      payer &&
      (free || isPaid(state, item)) &&
      (!payerType || payer.type === payerType) &&
      (!planId || item.plan_id === planId) &&
      hasStatus(item, status) &&
      matches(namesOf(state, item))
    )
  })
}

/** Adds the missing subscriptions of all users and organizations. Without this call, a subscription is added on first use. */
function subscribeAll(state: State): void {
  for (const { id } of state.users) subscriptionOf(state, ensurePayer(state, 'user', id))
  for (const { id } of state.organizations) subscriptionOf(state, ensurePayer(state, 'org', id))
}

/** Whether an item matches a status. A canceled item counts as active until its period ends. */
function hasStatus(item: StoredItem, status: string | undefined): boolean {
  switch (status) {
    case undefined:
      return true
    case 'free_trial':
      return item.is_free_trial && item.ended_at === null
    case 'active':
      return item.status === 'active' || item.status === 'canceled'
    default:
      return item.status === status
  }
}

function namesOf(state: State, item: StoredItem): (string | null | undefined)[] {
  const stored = state.billingPayers.get(item.payer_id)
  const payer = stored && sendPayer(state, stored)
  return [
    planOf(state, item.plan_id).name,
    payer?.organization_name,
    payer?.email,
    [payer?.first_name, payer?.last_name].join(' '),
  ]
}
