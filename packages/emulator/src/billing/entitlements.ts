import type { State } from '../state.ts'
import { ensurePayer } from './payers.ts'
import { planOf } from './plans.ts'
import type { PayerType } from './store.ts'
import { subscriptionOf } from './subscriptions.ts'

/** The slugs of the plans and features of a user or an organization. */
export interface Entitlements {
  plans: string[]
  features: string[]
}

/** The current plans and features of a payer; undefined when the default plan is the only plan for this type of payer. */
export function entitlementsOf(
  state: State,
  type: PayerType,
  ownerId: string,
): Entitlements | undefined {
  const offered = [...state.billingPlans].some(
    ({ is_default, for_payer_type }) => !is_default && for_payer_type === type,
  )
  if (!offered) return undefined
  const { id } = subscriptionOf(state, ensurePayer(state, type, ownerId))
  const plans = state.billingItems
    .where('subscription_id', id)
    // A canceled item grants its features until its period ends.
    .filter(({ status }) => ['active', 'canceled', 'past_due'].includes(status))
    .map(({ plan_id }) => planOf(state, plan_id))
  const features = plans.flatMap((plan) => plan.features.map(({ slug }) => slug))
  return { plans: plans.map(({ slug }) => slug), features: [...new Set(features)] }
}
