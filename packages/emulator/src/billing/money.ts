import type { BillingMoney } from 'clerklet'
import { invalid } from '../core/errors.ts'

/** Converts an amount in the smallest unit of a currency to the object that the API sends. */
export function money(amount: number, currency: string): BillingMoney {
  const format = formatOf(currency)
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const symbol = format.formatToParts(0).find(({ type }) => type === 'currency')?.value
  return {
    amount,
    amount_formatted: (amount / 10 ** digits).toFixed(digits),
    currency,
    currency_symbol: symbol ?? currency,
  }
}

/** Refuses a currency that is not a code of three upper-case letters. */
export function checkCurrency(currency: string | undefined): void {
  if (currency === undefined || /^[A-Z]{3}$/.test(currency)) return
  throw invalid(
    'currency',
    'form_param_value_invalid',
    'is invalid',
    'currency must be a code of ISO 4217, such as USD.',
  )
}

/** The sum of amounts in one currency. */
export function total(amounts: readonly BillingMoney[], currency: string): BillingMoney {
  return money(
    amounts.reduce((sum, { amount }) => sum + amount, 0),
    currency,
  )
}

function formatOf(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
}
