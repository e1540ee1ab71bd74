import type { BillingPerUnitTotal } from 'clerklet'
import { emit } from '../core/events.ts'
import type { State } from '../state.ts'
import { payeeOf } from './payee.ts'
import { sendPayer, sendPaymentMethod } from './payers.ts'
import { feeOf, planOf, priceOf } from './plans.ts'
import { unitPricesOf } from './seats.ts'
import type { StoredItem, StoredPayer, StoredPayment, StoredSubscription } from './store.ts'

/** Emits an event of a subscription item. In events, items have another format than in API responses. */
export function emitItem(
  state: State,
  type: `subscriptionItem.${string}`,
  item: StoredItem,
  at?: number,
): void {
  emit(state, type, itemOfEvent(state, item), at)
}

export function emitSubscription(
  state: State,
  type: `subscription.${string}`,
  subscription: StoredSubscription,
  at?: number,
): void {
  const { id, payer_id, status, active_at, past_due_at, created_at, updated_at } = subscription
  const payer = payerOfEvent(state, payer_id)
  const items = state.billingItems.where('subscription_id', id)
  const data = {
    object: 'commerce_subscription',
    id,
    status,
    active_at,
    canceled_at: null,
    ended_at: null,
    past_due_at,
    created_at,
    updated_at,
    latest_payment_id: state.billingPayments.where('payer_id', payer_id).at(-1)?.payment_id ?? null,
    payer_id,
    payer,
    payment_source_id: state.billingPayers.get(payer_id)?.payment_method_id ?? null,
    items: items
      .filter((item) => item.status !== 'ended' && item.status !== 'abandoned')
      .map((item) => bareItem(state, item)),
  }
  emit(state, type, data, at)
}

export function emitPayment(
  state: State,
  type: 'paymentAttempt.created' | 'paymentAttempt.updated',
  payment: StoredPayment,
  at?: number,
): void {
  const payer = storedPayer(state, payment.payer_id)
  const method = sendPaymentMethod(payer)
  const item = state.billingItems.get(payment.item_id ?? '')
  const { subtotal, tax_total, grand_total, per_unit_totals } = payment.totals
  const data = {
    id: payment.id,
    instance_id: state.instance.id,
    payment_id: payment.payment_id,
    invoice_id: payment.statement_id,
    statement_id: payment.statement_id,
    gateway_external_id: gatewayId(payment),
    status: payment.status,
    created_at: payment.created_at,
    updated_at: payment.updated_at,
    paid_at: payment.paid_at,
    failed_at: payment.failed_at,
    failed_reason:
      payment.failed_at === null
        ? null
        : { code: 'card_declined', decline_code: 'generic_decline' },
    billing_date: payment.created_at,
    charge_type: payment.charge_type,
    payee: payeeOf(state),
    payer: payerOfEvent(state, payment.payer_id),
    totals: {
      subtotal,
      tax_total,
      grand_total,
      ...(per_unit_totals && { per_unit_totals: per_unit_totals.flatMap(unitsOfEvent) }),
    },
    payment_source: {
      id: method.id,
      gateway: method.gateway,
      gateway_external_id: method.gateway_external_id,
      gateway_external_account_id: null,
      payment_method: 'card',
      status: method.status,
      card_type: method.card_type,
      last4: method.last4,
    },
    subscription_items: item ? [itemOfEvent(state, item)] : [],
  }
  emit(state, type, data, at)
}

/** The id of a payment at the payment gateway. */
export function gatewayId({ payment_id }: StoredPayment): string {
  return `pi_${payment_id.slice(5)}`
}

/** The data of an event of an item: the item with its payer and the id of its subscription. */
function itemOfEvent(state: State, item: StoredItem) {
  return {
    ...bareItem(state, item),
    payer: payerOfEvent(state, item.payer_id),
    subscription_id: item.subscription_id,
  }
}

/** The totals of one kind of unit, such as seats: one entry for each price tier. */
function unitsOfEvent({ name, tiers }: BillingPerUnitTotal) {
  return tiers.map(({ quantity, fee_per_block, total }) => ({
    name,
    amount: fee_per_block.amount,
    quantity: quantity ?? null,
    total: total.amount,
    currency: total.currency,
  }))
}

/** An item in a subscription event: without the payer, and with `subscription_id: null`. The event contains payer and id. */
function bareItem(state: State, item: StoredItem) {
  const price = priceOf(state, item.price_id)
  const { id, slug, name, seats } = planOf(state, item.plan_id)
  return {
    object: 'commerce_subscription_item',
    id: item.id,
    status: item.status,
    is_free_trial: item.is_free_trial,
    created_at: item.created_at,
    updated_at: item.updated_at,
    period_start: item.period_start,
    period_end: item.period_end,
    interval: item.plan_period,
    plan_id: item.plan_id,
    plan: {
      id,
      slug,
      name,
      is_recurring: price.amount > 0 || price.annual_monthly_amount > 0 || Boolean(seats?.amount),
      amount: feeOf(price, item.plan_period),
      currency: price.currency,
      ...(seats && {
        unit_prices: unitPricesOf(seats, price.currency).map(({ tiers, ...unit }) => ({
          ...unit,
          tiers: tiers.map(({ starts_at_block, ends_after_block, fee_per_block }) => ({
            starts_at_block,
            ends_after_block,
            amount_per_block: fee_per_block.amount,
            currency: fee_per_block.currency,
          })),
        })),
      }),
    },
    subscription_id: null,
    ...(item.seats !== undefined && { seats: { quantity: item.seats } }),
  }
}

/** A payer in an event. Fields without a value are empty strings. */
function payerOfEvent(state: State, id: string) {
  const payer = sendPayer(state, storedPayer(state, id))
  const { instance_id: _, ...rest } = payer
  return {
    ...rest,
    user_id: payer.user_id ?? '',
    first_name: payer.first_name ?? '',
    last_name: payer.last_name ?? '',
    email: payer.email ?? '',
    organization_id: payer.organization_id ?? '',
    organization_name: payer.organization_name ?? '',
  }
}

function storedPayer({ billingPayers }: State, id: string): StoredPayer {
  const payer = billingPayers.get(id)
  if (!payer) throw new TypeError(`The payer ${id} was removed, but its items or payments exist`)
  return payer
}
