import type { AdjustUserBillingCreditBalanceParams, BillingCreditLedgerEntry } from 'clerklet'
import { invalid } from '../core/errors.ts'
import type { State } from '../state.ts'
import { checkCurrency, money } from './money.ts'
import type { StoredLedgerEntry, StoredPayer } from './store.ts'

/** The credit of a payer; undefined when the payer never had credit. */
export function balanceOf(
  { billingLedger }: State,
  payer: StoredPayer,
): { amount: number; currency: string } | undefined {
  const entries = billingLedger.where('payer_id', payer.id)
  const [first] = entries
  if (!first) return undefined
  return {
    amount: entries.reduce((sum, { amount }) => sum + amount, 0),
    currency: first.currency,
  }
}

/** Increases or decreases the credit of a payer. The credit has one currency, and is never negative. */
export function adjustCredits(
  state: State,
  payer: StoredPayer,
  params: AdjustUserBillingCreditBalanceParams,
): StoredLedgerEntry {
  const balance = balanceOf(state, payer) ?? { amount: 0, currency: params.currency ?? 'USD' }
  const currency = params.currency ?? balance.currency
  checkCurrency(currency)
  if (currency !== balance.currency) {
    throw wrong('currency', `currency must be that of the balance, ${balance.currency}.`)
  }
  if (params.amount <= 0) throw wrong('amount', 'amount must be greater than 0.')
  const amount = params.action === 'increase' ? params.amount : -params.amount
  if (balance.amount + amount < 0) {
    throw wrong('amount', `amount must be at most the balance, ${balance.amount}.`)
  }
  return addEntry(state, payer, {
    amount,
    currency,
    source_type: 'grant',
    note: params.note ?? null,
  })
}

/** Records in the credit ledger that a charge used credit of the payer. */
export function spendCredits(
  state: State,
  payer: StoredPayer,
  amount: number,
  currency: string,
  at: number,
): void {
  if (!amount) return
  const entry = { amount: -amount, currency, source_type: 'payment', note: null }
  addEntry(state, payer, entry, at)
}

function addEntry(
  state: State,
  payer: StoredPayer,
  entry: Pick<StoredLedgerEntry, 'amount' | 'currency' | 'source_type' | 'note'>,
  at = state.clock.now(),
): StoredLedgerEntry {
  return state.billingLedger.add({
    ...entry,
    id: state.newId('ccl'),
    payer_id: payer.id,
    source_id: state.newId('csrc'),
    created_at: at,
  })
}

/** Returns a credit ledger entry as the API sends it, with `created_at` in ISO 8601. */
export function sendEntry(entry: StoredLedgerEntry): BillingCreditLedgerEntry {
  const { id, payer_id, amount, currency, source_type, source_id, note, created_at } = entry
  return {
    object: 'commerce_credit_ledger',
    id,
    payer_id,
    amount: money(amount, currency),
    source_type,
    source_id,
    note,
    created_at: new Date(created_at).toISOString(),
  }
}

function wrong(param: string, long: string) {
  return invalid(param, 'form_param_value_invalid', 'is invalid', long)
}
