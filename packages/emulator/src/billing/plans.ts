import type { BillingPlan, BillingPrice, CreateBillingPriceParams } from 'clerklet'
import { invalid, notFound } from '../core/errors.ts'
import { checkLength, type Kinds, oneOf } from '../core/params.ts'
import type { State } from '../state.ts'
import { checkCurrency, money } from './money.ts'
import { unitPricesOf } from './seats.ts'
import type { PayerType, Period, SeatRules, StoredPlan } from './store.ts'

/** A plan in a seed. */
export interface BillingPlanSeed {
  /** `cplan_…`. Default: a new id. */
  id?: string | undefined
  name: string
  /** Default: the name in lower case, with `_` for each space. */
  slug?: string | undefined
  /** Default: `user`. */
  for_payer_type?: PayerType | undefined
  /** The monthly price in cents. Default: 0, a free plan. */
  amount?: number | undefined
  /** The price of a month with annual billing, in cents. Default: no annual billing. */
  annual_monthly_amount?: number | undefined
  /** ISO 4217. Default: `USD`. */
  currency?: string | undefined
  description?: string | undefined
  /** Whether payers without a chosen plan have this plan, in place of the free plan. Default: `false`. */
  is_default?: boolean | undefined
  /** Default: `true`. */
  publicly_visible?: boolean | undefined
  /** The features of the plan, by name or as objects. */
  features?:
    | readonly (
        | string
        | { name: string; slug?: string | undefined; description?: string | undefined }
      )[]
    | undefined
  /** The duration of the free trial in days. Default: no free trial. */
  free_trial_days?: number | undefined
  /** The rules for the seats of an organization. Default: no rules. */
  seats?:
    | {
        /** The monthly price of a seat, in cents. Default: 0. */
        amount?: number | undefined
        /** The number of free seats. Default: 0. */
        included?: number | undefined
        /** The maximum number of seats. Default: no maximum. */
        limit?: number | undefined
      }
    | undefined
}

/** A price in a seed: the parameters of `createBillingPrice`, and an id. */
export interface BillingPriceSeed extends CreateBillingPriceParams {
  /** `cprice_…`. Default: a new id. */
  id?: string | undefined
}

/** The expected type of each parameter of `createBillingPrice`. */
export const PRICE_KINDS = {
  plan_id: 'string',
  currency: 'string',
  amount: 'number?',
  annual_monthly_amount: 'number?',
  description: 'string',
  supported_billing_periods: 'string',
} as const satisfies Kinds

/** The minimum of an amount other than 0, in the smallest unit of the currency. */
const LEAST = 100

/** Returns the plan with the given id. Refuses an unknown id with 404. */
export function planOf({ billingPlans }: State, id: string): StoredPlan {
  const plan = billingPlans.get(id)
  if (!plan) throw notFound(`No plan was found with id ${id}`)
  return plan
}

/** Returns the price with the given id. Refuses an unknown id with 404. */
export function priceOf({ billingPrices }: State, id: string): BillingPrice {
  const price = billingPrices.get(id)
  if (!price) throw notFound(`No price was found with id ${id}`)
  return price
}

/** The plan of payers without a chosen plan. */
export function defaultPlan({ billingPlans }: State, type: PayerType): StoredPlan {
  for (const plan of billingPlans) {
    if (plan.is_default && plan.for_payer_type === type) return plan
  }
  throw notFound(`There is no default plan for payers of type ${type}`)
}

/** Creates a plan with its default price. */
export function addPlan(state: State, seed: BillingPlanSeed): StoredPlan {
  const type = oneOf('for_payer_type', seed.for_payer_type, ['user', 'org']) ?? 'user'
  const id = seed.id ?? state.newId('cplan')
  if (seed.is_default) defaultPlan(state, type).is_default = false
  const price = makePrice(state, {
    plan_id: id,
    amount: seed.amount ?? 0,
    annual_monthly_amount: seed.annual_monthly_amount,
    currency: seed.currency,
  })
  state.billingPrices.add({ ...price, is_default: true })
  return state.billingPlans.add({
    id,
    name: seed.name,
    description: seed.description ?? null,
    product_id: state.newId('cprod'),
    is_default: seed.is_default ?? false,
    publicly_visible: seed.publicly_visible ?? true,
    slug: seed.slug ?? slugOf(seed.name),
    avatar_url: null,
    features: (seed.features ?? []).map((feature) => {
      const { name, slug, description } =
        typeof feature === 'string'
          ? ({ name: feature } as Exclude<typeof feature, string>)
          : feature
      return {
        object: 'feature',
        id: state.newId('feat'),
        name,
        description: description ?? null,
        slug: slug ?? slugOf(name),
        avatar_url: null,
      }
    }),
    for_payer_type: type,
    free_trial_days: seed.free_trial_days ?? null,
    seats: seed.seats ? seatRules(type, seed.seats) : null,
    price_id: price.id,
    created_at: state.clock.now(),
  })
}

function seatRules(
  type: PayerType,
  { amount = 0, included = 0, limit }: NonNullable<BillingPlanSeed['seats']>,
): SeatRules {
  if (type !== 'org') {
    throw invalid(
      'seats',
      'form_param_value_invalid',
      'is invalid',
      'seats are for plans with for_payer_type org.',
    )
  }
  checkAmount('seats.amount', amount)
  return { amount, included, limit: limit ?? null }
}

/** Creates another price for a plan. */
export function addPrice(state: State, seed: BillingPriceSeed): BillingPrice {
  planOf(state, seed.plan_id)
  return state.billingPrices.add(makePrice(state, seed))
}

function makePrice(state: State, params: BillingPriceSeed): BillingPrice {
  const { amount, annual_monthly_amount: annual = null, currency = 'USD' } = params
  checkCurrency(currency)
  checkAmount('amount', amount)
  checkAmount('annual_monthly_amount', annual)
  checkLength('description', params.description, 0, 255)
  const inferred = amount === null ? 'annual' : annual === null ? 'month' : 'both'
  const periods =
    oneOf('supported_billing_periods', params.supported_billing_periods, [
      'month',
      'annual',
      'both',
    ]) ?? inferred
  if (amount === null && periods !== 'annual') throw missing('amount')
  if (annual === null && periods !== 'month') throw missing('annual_monthly_amount')
  return {
    object: 'commerce_price',
    id: params.id ?? state.newId('cprice'),
    plan_id: params.plan_id,
    instance_id: state.instance.id,
    currency,
    currency_symbol: money(0, currency).currency_symbol,
    amount: amount ?? 0,
    annual_monthly_amount: annual ?? 0,
    fee: amount === null ? null : money(amount, currency),
    annual_monthly_fee: annual === null ? null : money(annual, currency),
    description: params.description ?? null,
    is_default: false,
    created_at: state.clock.now(),
    supported_billing_periods: periods,
  }
}

function checkAmount(name: string, amount: number | null): void {
  if (amount === null || amount === 0 || amount >= LEAST) return
  throw invalid(
    name,
    'form_param_value_invalid',
    'is invalid',
    `${name} must be 0, or at least ${LEAST}.`,
  )
}

function missing(name: string) {
  return invalid(
    name,
    'form_param_missing',
    'is missing',
    `${name} must be included for these billing periods.`,
  )
}

/** Returns a price as the API sends it. */
export function sendPrice({ instance }: State, price: BillingPrice): BillingPrice {
  return { ...price, instance_id: instance.id }
}

/** The fee of a price for one period, in the smallest unit of its currency. */
export function feeOf(price: BillingPrice, period: Period): number {
  return period === 'annual' ? price.annual_monthly_amount * 12 : price.amount
}

/** Whether a price has a base fee for the period, or its plan has a fee for seats. */
export function isCharged(state: State, priceId: string, period: Period): boolean {
  const price = priceOf(state, priceId)
  return feeOf(price, period) > 0 || Boolean(planOf(state, price.plan_id).seats?.amount)
}

/** Returns a plan as the API sends it. */
export function sendPlan(state: State, plan: StoredPlan): BillingPlan {
  const { price_id, created_at: _, free_trial_days, seats, ...rest } = plan
  const { fee, annual_monthly_fee, currency, amount } = priceOf(state, price_id)
  const paid = amount > 0 || (annual_monthly_fee?.amount ?? 0) > 0
  return {
    object: 'commerce_plan',
    ...rest,
    fee,
    annual_monthly_fee,
    annual_fee: annual_monthly_fee && money(annual_monthly_fee.amount * 12, currency),
    ...(seats && { unit_prices: unitPricesOf(seats, currency) }),
    is_recurring: paid || Boolean(seats?.amount),
    has_base_fee: paid,
    free_trial_enabled: free_trial_days !== null,
    free_trial_days,
  }
}

/**
 * A plan in the older format of `extendBillingSubscriptionItemFreeTrial` and `createBillingPriceTransition`: with amounts as
 * fields of the plan, and without `null` in text fields.
 */
export function sendOlderPlan(state: State, stored: StoredPlan): BillingPlan {
  const plan = sendPlan(state, stored)
  const { currency } = priceOf(state, stored.price_id)
  const [fee, monthly, annual] = [plan.fee, plan.annual_monthly_fee, plan.annual_fee].map(
    (each) => each ?? money(0, currency),
  )
  return {
    ...plan,
    amount: fee?.amount,
    amount_formatted: fee?.amount_formatted,
    annual_monthly_amount: monthly?.amount,
    annual_monthly_amount_formatted: monthly?.amount_formatted,
    annual_amount: annual?.amount,
    annual_amount_formatted: annual?.amount_formatted,
    currency,
    currency_symbol: fee?.currency_symbol,
    payer_type: [stored.for_payer_type],
    period: 'month',
    interval: 1,
    description: plan.description ?? '',
    avatar_url: '',
    features: stored.features.map((feature) => ({
      ...feature,
      description: feature.description ?? '',
      avatar_url: '',
    })),
  }
}

function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '_')
}

/** Adds the plans that every instance has: a free one for users and a free one for organizations. */
export function addFreePlans(state: State): void {
  addFreePlan(state, 'user')
  addFreePlan(state, 'org')
}

function addFreePlan(state: State, type: PayerType): void {
  const id = `cplan_free_${type}`
  const price_id = `cprice_free_${type}`
  state.billingPrices.add({
    object: 'commerce_price',
    id: price_id,
    plan_id: id,
    // {@link sendPrice} sets the id of the instance that sends the price.
    instance_id: '',
    currency: 'USD',
    currency_symbol: '$',
    amount: 0,
    annual_monthly_amount: 0,
    fee: money(0, 'USD'),
    annual_monthly_fee: null,
    description: null,
    is_default: true,
    created_at: state.clock.now(),
    supported_billing_periods: 'month',
  })
  state.billingPlans.add({
    id,
    name: 'Free',
    description: null,
    product_id: `cprod_${type}`,
    is_default: true,
    publicly_visible: true,
    slug: `free_${type}`,
    avatar_url: null,
    features: [],
    for_payer_type: type,
    free_trial_days: null,
    seats: null,
    price_id,
    created_at: state.clock.now(),
  })
}
