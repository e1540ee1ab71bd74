import type {
  BillingMoney,
  BillingPerUnitTotal,
  BillingPlanUnitPrice,
  BillingSubscriptionItemSeats,
} from 'clerklet'
import { entry, Refusal } from '../core/errors.ts'
import type { SeatCount } from '../core/state.ts'
import type { State } from '../state.ts'
import { money } from './money.ts'
import type { Period, SeatRules, StoredItem, StoredPlan } from './store.ts'

const NAME = 'seats'
/** The statuses of items whose plan is in effect. */
const HOLDING = ['active', 'canceled', 'past_due']

/** Returns the monthly prices of a plan's seats, as the API sends them. */
export function unitPricesOf(
  { amount, included, limit }: SeatRules,
  currency: string,
): BillingPlanUnitPrice[] {
  const free = included
    ? [{ starts_at_block: 1, ends_after_block: included, fee_per_block: money(0, currency) }]
    : []
  const rest = {
    starts_at_block: included + 1,
    ends_after_block: limit,
    fee_per_block: money(amount, currency),
  }
  return [{ name: NAME, block_size: 1, tiers: [...free, rest] }]
}

/**
 * Returns the number of seats that a checkout buys: one for each member and each pending invitation. When seats are free, the
 * number is the maximum of the plan. `null` means any number. Refuses an organization that needs more seats than the maximum.
 *
 * @see {@link https://clerk.com/docs/guides/billing/seat-based-plans Seat-based plans}
 */
export function boughtSeats({ amount, limit }: SeatRules, { taken }: SeatCount): number | null {
  if (limit !== null && taken > limit) {
    throw insufficient(`The plan allows ${limit} seats, and ${taken} are taken.`)
  }
  return amount ? taken : limit
}

/** The number of seats after a renewal: one for each member. When seats are free, the number stays the same. */
export function renewedSeats(
  { amount }: SeatRules,
  { seats }: StoredItem,
  { members }: SeatCount,
): number | null {
  return amount ? members : (seats ?? null)
}

/** Whether an organization has fewer seats than needed. */
export function lacksSeats(state: State, organizationId: string, needed: number): boolean {
  const [payer] = state.billingPayers.where('owner_id', organizationId)
  return state.billingItems
    .where('payer_id', payer?.id ?? '')
    .some(
      ({ status, seats }) =>
        typeof seats === 'number' && HOLDING.includes(status) && needed > seats,
    )
}

/** Refuses members and invitations for which an organization has no seats. */
export function checkSeats(state: State, organizationId: string, needed: number): void {
  if (lacksSeats(state, organizationId, needed)) {
    throw insufficient('All seats of the organization are taken, outstanding invitations included.')
  }
}

/** The fees for seats in one period, by price tier; undefined when the plan has no rules for seats or `seats` is undefined. */
export function seatTotals(
  plan: StoredPlan,
  seats: number | null | undefined,
  currency: string,
  period: Period,
): BillingPerUnitTotal | undefined {
  if (!plan.seats || seats === undefined) return undefined
  const months = period === 'annual' ? 12 : 1
  const { amount, included } = plan.seats
  const quantity = seats ?? 0
  const tier = (units: number, fee: number) => ({
    quantity: seats === null ? null : units,
    fee_per_block: money(fee, currency),
    total: money(units * fee, currency),
  })
  const free = Math.min(quantity, included)
  return {
    name: NAME,
    block_size: 1,
    tiers: [...(included ? [tier(free, 0)] : []), tier(quantity - free, amount * months)],
  }
}

/** The sum of the totals of all price tiers, in the smallest unit of the currency. */
export function sumOf(total: BillingPerUnitTotal | undefined): number {
  return (total?.tiers ?? []).reduce(
    (sum, tier) => sum + (tier.total satisfies BillingMoney).amount,
    0,
  )
}

/** Returns the seats of an item as the API sends them. */
export function sendSeats(
  total: BillingPerUnitTotal,
  quantity: number | null,
): BillingSubscriptionItemSeats {
  return { quantity, tiers: total.tiers }
}

function insufficient(long: string): Refusal {
  return new Refusal(402, entry('insufficient_seats', 'Insufficient seats', long))
}
