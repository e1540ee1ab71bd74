import { notFound } from '../core/errors.ts'
import { oneOf } from '../core/params.ts'
import { plantEach, type Shapes } from '../core/seeding.ts'
import type { State } from '../state.ts'
import { addPayment, charge } from './charges.ts'
import { addDiscount, type BillingDiscountSeed } from './discounts.ts'
import { emitItem, emitPayment, emitSubscription } from './events.ts'
import {
  abandonItem,
  addSubscription,
  beginDefault,
  beginItem,
  endItem,
  noteChange,
  payOverdue,
} from './lifecycle.ts'
import { money } from './money.ts'
import { payerOf } from './payers.ts'
import { DAY } from './periods.ts'
import {
  addPlan,
  addPrice,
  type BillingPlanSeed,
  type BillingPriceSeed,
  isCharged,
  PRICE_KINDS,
  priceOf,
} from './plans.ts'
import { boughtSeats } from './seats.ts'
import type { Period, StoredItem, StoredPayer, StoredPlan, StoredSubscription } from './store.ts'
import { settle } from './subscriptions.ts'

/** What billing starts with. There is a free plan for users and one for organizations already. */
export interface BillingSeed {
  plans?: BillingPlanSeed[]
  prices?: BillingPriceSeed[]
  discounts?: BillingDiscountSeed[]
  cards?: BillingCardSeed[]
  subscriptions?: BillingSubscriptionSeed[]
  statements?: BillingStatementSeed[]
}

/** Who pays: a user or an organization. */
type Owner =
  | { user_id: string; organization_id?: undefined }
  | { organization_id: string; user_id?: undefined }

/** What becomes of the charges of somebody. */
export type BillingCardSeed = Owner & {
  /** Whether their card is declined, until it is said otherwise. */
  declines: boolean
}

/** That somebody is subscribed to a plan. It takes the place of what they were subscribed to. */
export type BillingSubscriptionSeed = Owner & {
  /** Of the item, `csub_item_…`. Default: a new one. */
  id?: string
  /** The id or the slug of a plan. */
  plan: string
  /** Default: the default price of the plan. */
  price_id?: string
  /** Default: `month`. */
  plan_period?: Period
  /** Whether it begins with the free trial of the plan. Default: `false`. */
  free_trial?: boolean
  /** Epoch milliseconds. What lies in the past is renewed and charged up to now. Default: now. */
  started_at?: number
  /** Whether a charge has failed. Default: `false`. */
  past_due?: boolean
}

/** A statement of charges that no subscription has made. */
export type BillingStatementSeed = Owner & {
  /** `stmt_…`. Default: a new one. */
  id?: string
  /** Epoch milliseconds. Default: now. */
  timestamp?: number
  payments: {
    /** Default: a new one. */
    id?: string
    /** In cents. */
    amount: number
    /** ISO 4217. Default: `USD`. */
    currency?: string
    /** Default: `paid`. */
    status?: 'pending' | 'paid' | 'failed'
  }[]
}

const OWNER = { user_id: 'string', organization_id: 'string' } as const

/** What each list of what billing starts with takes. */
export const BILLING_SHAPES: Shapes<BillingSeed> = {
  plans: {
    kinds: {
      id: 'string',
      name: 'string',
      slug: 'string',
      for_payer_type: 'string',
      amount: 'number',
      annual_monthly_amount: 'number',
      currency: 'string',
      description: 'string',
      is_default: 'boolean',
      publicly_visible: 'boolean',
      features: 'any',
      free_trial_days: 'number',
      seats: { amount: 'number', included: 'number', limit: 'number' },
    },
    needs: ['name'],
  },
  prices: {
    kinds: { ...PRICE_KINDS, id: 'string' },
    needs: ['plan_id'],
  },
  discounts: {
    kinds: {
      id: 'string',
      name: 'string',
      percent_off: 'number',
      amount_off: 'number',
      cycles: 'number',
    },
    needs: ['name'],
  },
  cards: {
    kinds: { ...OWNER, declines: 'boolean' },
    needs: ['declines'],
  },
  subscriptions: {
    kinds: {
      ...OWNER,
      id: 'string',
      plan: 'string',
      price_id: 'string',
      plan_period: 'string',
      free_trial: 'boolean',
      started_at: 'number',
      past_due: 'boolean',
    },
    needs: ['plan'],
  },
  statements: {
    kinds: {
      ...OWNER,
      id: 'string',
      timestamp: 'number',
      payments: [{ id: 'string', amount: 'number', currency: 'string', status: 'string' }],
    },
    needs: ['payments'],
  },
}

/** Adds plans, prices, discounts, cards, subscriptions and statements. */
export function plantBilling(state: State, seed: BillingSeed): void {
  plantEach('billing.plans', seed.plans, (plan) => addPlan(state, plan))
  plantEach('billing.prices', seed.prices, (price) => addPrice(state, price))
  plantEach('billing.discounts', seed.discounts, (discount) => addDiscount(state, discount))
  plantEach('billing.cards', seed.cards, (card) => setCard(state, card))
  plantEach('billing.subscriptions', seed.subscriptions, (subscription) =>
    subscribe(state, subscription),
  )
  plantEach('billing.statements', seed.statements, (statement) => plantStatement(state, statement))
}

function ownerOf(state: State, { user_id, organization_id }: Owner): StoredPayer {
  return user_id === undefined
    ? payerOf(state, 'org', organization_id)
    : payerOf(state, 'user', user_id)
}

function planNamed({ billingPlans }: State, name: string): StoredPlan {
  const plan = billingPlans.get(name) ?? [...billingPlans].find(({ slug }) => slug === name)
  if (!plan) throw notFound(`No plan was found with id or slug ${name}`)
  return plan
}

/** Subscribes a payer as a checkout does, and tells webhooks of it. */
export function subscribe(state: State, seed: BillingSubscriptionSeed): StoredSubscription {
  const payer = ownerOf(state, seed)
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

/** Ends what another plan takes the place of. */
function leave(state: State, item: StoredItem, at: number): void {
  if (item.status === 'upcoming' || item.status === 'incomplete') abandonItem(state, item, at)
  else endItem(state, item, at)
}

/** Lets the charges of a payer fail from now on, or succeed; then what is past due is paid. */
export function setCard(state: State, { declines, ...owner }: BillingCardSeed): void {
  const payer = ownerOf(state, owner)
  payer.declines = declines
  if (!declines) payOverdue(state, payer)
}

function plantStatement(state: State, seed: BillingStatementSeed): void {
  const payer = ownerOf(state, seed)
  const at = seed.timestamp ?? state.clock.now()
  const statement = state.billingStatements.add({
    id: seed.id ?? state.newId('stmt'),
    payer_id: payer.id,
    created_at: at,
  })
  for (const { id, amount, currency = 'USD', status = 'paid' } of seed.payments) {
    const sum = money(amount, currency)
    const totals = { subtotal: sum, base_fee: sum, tax_total: money(0, currency), grand_total: sum }
    const payment = addPayment(state, payer, {
      id,
      statement_id: statement.id,
      item_id: null,
      charge_type: 'checkout',
      totals,
      at,
    })
    emitPayment(state, 'paymentAttempt.created', payment)
    if (status === 'pending') continue
    Object.assign(payment, { status, [status === 'paid' ? 'paid_at' : 'failed_at']: at })
    emitPayment(state, 'paymentAttempt.updated', payment)
  }
}
