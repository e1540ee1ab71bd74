import type { BillingDiscountRedemption } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import { money } from './money.ts'
import { feeOf, priceOf } from './plans.ts'
import type { StoredDiscount, StoredItem, StoredRedemption } from './store.ts'

/** A discount in a seed, either in percent or as an amount. */
export interface BillingDiscountSeed {
  /** `disc_…`. Default: a new id. */
  id?: string | undefined
  name: string
  /** The discount in percent: more than 0, and at most 100. */
  percent_off?: number | undefined
  /** The discount as an amount in cents. */
  amount_off?: number | undefined
  /** The number of charges to which the discount applies. Default: all. */
  cycles?: number | undefined
}

export function addDiscount(state: State, seed: BillingDiscountSeed): StoredDiscount {
  const { percent_off = null, amount_off = null, cycles = null } = seed
  if ((percent_off === null) === (amount_off === null)) {
    throw invalid(
      'percent_off',
      'form_param_value_invalid',
      'is invalid',
      'A discount has a percent_off or an amount_off, and not both.',
    )
  }
  return state.billingDiscounts.add({
    id: seed.id ?? state.newId('disc'),
    name: seed.name,
    percent_off,
    amount_off,
    cycles,
    created_at: state.clock.now(),
  })
}

/** The redemption of the discount that is active for an item; undefined when the item has no discount. */
export function activeRedemption(
  { billingRedemptions }: State,
  itemId: string,
): StoredRedemption | undefined {
  return billingRedemptions
    .where('subscription_item_id', itemId)
    .find(({ status }) => status === 'active')
}

/** Applies a discount to an item, in place of the current discount. */
export function applyDiscount(
  state: State,
  item: StoredItem,
  discountId: string,
): StoredRedemption {
  const discount = state.billingDiscounts.get(discountId)
  if (!discount) throw notFound(`No discount was found with id ${discountId}`)
  const before = activeRedemption(state, item.id)
  if (before?.discount_id === discountId) {
    throw new Refusal(409, entry('conflict', 'Conflict', 'The item has this discount already.'))
  }
  if (before) before.status = 'removed'
  const { currency } = priceOf(state, item.price_id)
  const now = state.clock.now()
  return state.billingRedemptions.add({
    object: 'commerce_discount_redemption',
    id: state.newId('dred'),
    subscription_item_id: item.id,
    discount_id: discount.id,
    name: discount.name,
    source: 'manual',
    effect: discount.percent_off === null ? 'fixed_amount' : 'percentage',
    percent_off: discount.percent_off,
    amount_off: discount.amount_off === null ? null : money(discount.amount_off, currency),
    cycles_remaining: discount.cycles,
    cycles_applied: 0,
    status: 'active',
    redeemed_at: now,
    redeemed_by: null,
    created_at: now,
  })
}

/** Removes the discount from an item. */
export function removeDiscount(
  state: State,
  item: StoredItem,
  discountId: string,
): StoredRedemption {
  const redemption = activeRedemption(state, item.id)
  if (redemption?.discount_id !== discountId) {
    throw notFound(`The subscription item does not have the discount ${discountId}`)
  }
  redemption.status = 'removed'
  return redemption
}

/** The amount by which a discount reduces a fee. */
export function discountOn(fee: number, redemption: StoredRedemption | undefined): number {
  if (!redemption) return 0
  const { percent_off, amount_off } = redemption
  return Math.min(fee, amount_off?.amount ?? Math.round((fee * (percent_off ?? 0)) / 100))
}

/** Counts a charge to which a discount was applied. The discount is exhausted after its last cycle. */
export function countCycle(redemption: StoredRedemption): void {
  redemption.cycles_applied++
  if (redemption.cycles_remaining === null) return
  redemption.cycles_remaining--
  if (redemption.cycles_remaining <= 0) redemption.status = 'exhausted'
}

/**
 * Returns the redemption of a discount as the API sends it. An active redemption contains the amount by which it reduces the base
 * fee.
 */
export function sendRedemption(
  state: State,
  item: StoredItem,
  { created_at: _, ...redemption }: StoredRedemption,
): BillingDiscountRedemption {
  if (redemption.status !== 'active') return redemption
  const price = priceOf(state, item.price_id)
  const off = discountOn(feeOf(price, item.plan_period), { ...redemption, created_at: 0 })
  return { ...redemption, amount: money(off, price.currency) }
}
