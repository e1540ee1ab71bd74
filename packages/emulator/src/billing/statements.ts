import type { BillingPaymentAttempt, BillingStatement, BillingStatementTotals } from 'clerklet'
import { notFound } from '../core/errors.ts'
import type { State } from '../state.ts'
import { monthOf } from './charges.ts'
import { gatewayId } from './events.ts'
import { total } from './money.ts'
import { payeeOf } from './payee.ts'
import { sendPayer, sendPaymentMethod } from './payers.ts'
import { DAY } from './periods.ts'
import type { StoredPayer, StoredPayment, StoredStatement } from './store.ts'

/** Returns the statement with the given id. Refuses an unknown id with 404. */
export function statementOf({ billingStatements }: State, id: string): StoredStatement {
  const statement = billingStatements.get(id)
  if (!statement) throw notFound(`No statement was found with id ${id}`)
  return statement
}

/** The payment attempts of a statement, newest first. */
export function paymentsOf({ billingPayments }: State, { id }: StoredStatement): StoredPayment[] {
  return billingPayments
    .where('statement_id', id)
    .reverse()
    .sort((one, other) => other.created_at - one.created_at)
}

/** Returns a statement as the API sends it, with its payment attempts grouped by day, and the total of the paid attempts. */
export function sendStatement(state: State, statement: StoredStatement): BillingStatement {
  const { id, payer_id, created_at } = statement
  const payments = paymentsOf(state, statement)
  const days = new Map<number, StoredPayment[]>()
  for (const payment of payments) {
    const day = Math.floor(payment.created_at / DAY) * DAY
    days.set(day, [...(days.get(day) ?? []), payment])
  }
  return {
    object: 'commerce_statement',
    id,
    instance_id: state.instance.id,
    timestamp: created_at,
    payer: sendPayer(state, storedPayer(state, payer_id)),
    status: monthOf(created_at) === monthOf(state.clock.now()) ? 'open' : 'closed',
    totals: sums(payments),
    groups: [...days].map(([timestamp, items]) => ({
      object: 'commerce_statement_group',
      timestamp,
      items: items.map((payment) => sendPayment(state, payment)),
    })),
  }
}

/** Returns a payment attempt as the API sends it. */
export function sendPayment(state: State, payment: StoredPayment): BillingPaymentAttempt {
  const { item_id, totals, ...rest } = payment
  const payer = storedPayer(state, payment.payer_id)
  const payee = payeeOf(state)
  return {
    object: 'commerce_payment',
    ...rest,
    instance_id: state.instance.id,
    payee_id: payee.id,
    payee,
    payer: sendPayer(state, payer),
    ...(item_id !== null && { subscription_item_id: item_id }),
    amount: totals.grand_total,
    totals,
    payment_method_id: payer.payment_method_id,
    payment_method: sendPaymentMethod(payer),
    gateway_external_id: gatewayId(payment),
    gateway_external_url: null,
  }
}

function sums(payments: StoredPayment[]): BillingStatementTotals {
  const paid = payments.filter(({ status }) => status === 'paid').map(({ totals }) => totals)
  const currency = payments[0]?.totals.grand_total.currency ?? 'USD'
  return {
    subtotal: total(
      paid.map(({ subtotal }) => subtotal),
      currency,
    ),
    base_fee: total(
      paid.map(({ base_fee }) => base_fee),
      currency,
    ),
    tax_total: total(
      paid.map(({ tax_total }) => tax_total),
      currency,
    ),
    grand_total: total(
      paid.map(({ grand_total }) => grand_total),
      currency,
    ),
  }
}

function storedPayer({ billingPayers }: State, id: string): StoredPayer {
  const payer = billingPayers.get(id)
  if (!payer) throw notFound(`No payer was found with id ${id}`)
  return payer
}
