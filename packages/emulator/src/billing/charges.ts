import type { BillingPerUnitTotal, BillingProrationCredit, BillingTotals } from 'clerklet'
import type { State } from '../state.ts'
import { balanceOf, spendCredits } from './credits.ts'
import { activeRedemption, countCycle, discountOn } from './discounts.ts'
import { emitPayment } from './events.ts'
import { money } from './money.ts'
import { feeOf, planOf, priceOf } from './plans.ts'
import { seatTotals, sumOf } from './seats.ts'
import type { StoredItem, StoredPayer, StoredPayment, StoredStatement } from './store.ts'

/** The totals of the next charge for an item: its fee less the discount, the proration and the payer's credit. */
export function quote(
  state: State,
  payer: StoredPayer,
  item: StoredItem,
  proration?: BillingProrationCredit,
): BillingTotals {
  const price = priceOf(state, item.price_id)
  const { currency } = price
  const sum = (amount: number) => money(amount, currency)
  const base = feeOf(price, item.plan_period)
  const units = unitsOf(state, item)
  const fee = base + sumOf(units)
  const discount = discountOn(fee, activeRedemption(state, item.id))
  const prorated = Math.min(fee - discount, proration?.amount.amount ?? 0)
  const balance = balanceOf(state, payer)
  const available = balance?.currency === currency ? balance.amount : 0
  const applied = Math.min(fee - discount - prorated, available)
  return {
    subtotal: sum(fee),
    base_fee: sum(base),
    ...(units && { per_unit_totals: [units] }),
    tax_total: sum(0),
    grand_total: sum(fee - discount - prorated - applied),
    credits:
      prorated || applied
        ? {
            proration: proration ? { ...proration, amount: sum(prorated) } : null,
            payer: applied
              ? { remaining_balance: sum(available - applied), applied_amount: sum(applied) }
              : null,
            total: sum(prorated + applied),
          }
        : null,
    discounts: discount ? { proration: null, total: sum(discount) } : null,
  }
}

/** The fees for an item's seats in one period, by price tier; undefined when its plan has no rules for seats. */
export function unitsOf(state: State, item: StoredItem): BillingPerUnitTotal | undefined {
  const { currency } = priceOf(state, item.price_id)
  return seatTotals(planOf(state, item.plan_id), item.seats, currency, item.plan_period)
}

/**
 * Charges a payer for one period of an item. Returns the payment attempt; undefined when the period costs nothing. A declined
 * charge uses up neither a discount nor credit.
 */
export function charge(
  state: State,
  payer: StoredPayer,
  item: StoredItem,
  {
    type,
    at,
    proration,
  }: {
    type: StoredPayment['charge_type']
    at: number
    proration?: BillingProrationCredit | undefined
  },
): StoredPayment | undefined {
  const totals = quote(state, payer, item, proration)
  if (!totals.subtotal.amount) return undefined
  const { currency, amount } = totals.grand_total
  const payment = addPayment(state, payer, { item_id: item.id, charge_type: type, totals, at })
  emitPayment(state, 'paymentAttempt.created', payment, at)
  if (payer.declines && amount) Object.assign(payment, { status: 'failed', failed_at: at })
  else {
    Object.assign(payment, { status: 'paid', paid_at: at })
    const redemption = activeRedemption(state, item.id)
    if (redemption) countCycle(redemption)
    spendCredits(state, payer, totals.credits?.payer?.applied_amount.amount ?? 0, currency, at)
  }
  emitPayment(state, 'paymentAttempt.updated', payment, at)
  return payment
}

/** Adds a pending payment attempt, by default to the statement of its month. */
export function addPayment(
  state: State,
  payer: StoredPayer,
  {
    at,
    id,
    statement_id,
    ...rest
  }: Pick<StoredPayment, 'item_id' | 'charge_type' | 'totals'> & {
    at: number
    id?: string | undefined
    statement_id?: string | undefined
  },
): StoredPayment {
  return state.billingPayments.add({
    ...rest,
    id: id ?? state.newId('cpayatt'),
    payment_id: state.newId('cpay'),
    statement_id: statement_id ?? statementAt(state, payer, at).id,
    payer_id: payer.id,
    status: 'pending',
    paid_at: null,
    failed_at: null,
    created_at: at,
    updated_at: at,
  })
}

/** Returns the statement of a payer for the month that contains a time; adds it when it is missing. */
function statementAt(state: State, payer: StoredPayer, at: number): StoredStatement {
  const month = monthOf(at)
  const present = state.billingStatements
    .where('payer_id', payer.id)
    .find(({ created_at }) => monthOf(created_at) === month)
  return (
    present ??
    state.billingStatements.add({ id: state.newId('stmt'), payer_id: payer.id, created_at: at })
  )
}

/** The month that contains a time, in UTC, such as `2026-05`. */
export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7)
}

/** The total that was paid for an item, in the smallest unit of its currency. */
export function paidFor({ billingPayments }: State, item: StoredItem): number {
  return billingPayments
    .where('item_id', item.id)
    .filter(({ status }) => status === 'paid')
    .reduce((sum, { totals }) => sum + totals.grand_total.amount, 0)
}
