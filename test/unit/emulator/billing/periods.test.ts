import { expect, test } from 'vitest'
import { addPeriod, unusedPart } from '#emulator/billing/periods.ts'

const at = (day: string) => Date.parse(`${day}T12:00:00Z`)
const day = (time: number) => new Date(time).toISOString().slice(0, 10)

test('behavior: a period ends on the same day of a later month, or on its last day', () => {
  expect(day(addPeriod(at('2026-05-12'), 'month'))).toBe('2026-06-12')
  expect(day(addPeriod(at('2026-12-31'), 'month'))).toBe('2027-01-31')
  expect(day(addPeriod(at('2026-01-31'), 'month'))).toBe('2026-02-28')
  expect(day(addPeriod(at('2028-02-29'), 'annual'))).toBe('2029-02-28')
})

test('behavior: the rest of a period is counted in whole days', () => {
  const period = { period_start: at('2026-06-01'), period_end: at('2026-07-01') }
  expect(unusedPart(period, 3000, 'USD', at('2026-06-16') + 1)).toMatchObject({
    amount: { amount: 1400 },
    cycle_days_remaining: 14,
    cycle_days_total: 30,
  })
  expect(unusedPart(period, 3000, 'USD', at('2026-07-01'))).toBeUndefined()
  expect(unusedPart(period, 0, 'USD', at('2026-06-16'))).toBeUndefined()
  expect(unusedPart({ ...period, period_end: null }, 3000, 'USD', 0)).toBeUndefined()
})
