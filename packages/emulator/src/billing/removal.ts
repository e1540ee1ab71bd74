import type { State } from '../state.ts'

/** Removes the payer of a user or an organization, with its subscriptions, discounts, statements, payments and credit. */
export function forgetPayer(state: State, ownerId: string): void {
  for (const { id } of state.billingPayers.deleteWhere('owner_id', ownerId)) {
    for (const item of state.billingItems.deleteWhere('payer_id', id)) {
      state.billingRedemptions.deleteWhere('subscription_item_id', item.id)
    }
    state.billingSubscriptions.deleteWhere('payer_id', id)
    state.billingStatements.deleteWhere('payer_id', id)
    state.billingPayments.deleteWhere('payer_id', id)
    state.billingLedger.deleteWhere('payer_id', id)
  }
}
