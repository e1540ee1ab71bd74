import type { BillingProrationCredit } from 'clerklet'
import { money } from './money.ts'
import type { Period } from './store.ts'

export const DAY = 86_400_000

/** The end of a period: the same day of a later month, or the last day of a shorter month. */
export function addPeriod(start: number, period: Period): number {
  const from = new Date(start)
  const end = new Date(start)
  end.setUTCDate(1)
  end.setUTCMonth(from.getUTCMonth() + (period === 'annual' ? 12 : 1))
  const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate()
  end.setUTCDate(Math.min(from.getUTCDate(), last))
  return end.getTime()
}

/** The credit for the unused part of a period, rounded down to whole days; undefined when there is no credit. */
export function unusedPart(
  { period_start, period_end }: { period_start: number; period_end: number | null },
  fee: number,
  currency: string,
  now: number,
): BillingProrationCredit | undefined {
  if (period_end === null || !fee) return undefined
  const days = Math.max(1, Math.round((period_end - period_start) / DAY))
  const left = Math.max(0, Math.min(days, Math.floor((period_end - now) / DAY)))
  if (!left) return undefined
  return {
    amount: money(Math.round((fee * left) / days), currency),
    cycle_days_remaining: left,
    cycle_days_total: days,
    cycle_remaining_percent: (left / days) * 100,
  }
}
