import { expect, test } from 'vitest'
import { money } from '#emulator/billing/money.ts'

test.each([
  ['USD', 123_456, '1234.56', '$'],
  ['EUR', 5, '0.05', '€'],
  ['JPY', 500, '500', '¥'],
  ['USD', -200, '-2.00', '$'],
])('behavior: %s %i is formatted as %s', (currency, amount, amount_formatted, currency_symbol) => {
  expect(money(amount, currency)).toEqual({ amount, amount_formatted, currency, currency_symbol })
})
