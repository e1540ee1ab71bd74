/** Plans, payers, subscriptions, seats and statements. */

export type { BillingDiscountSeed } from './discounts.ts'
export { type Entitlements, entitlementsOf } from './entitlements.ts'
export { addFreePlans, type BillingPlanSeed, type BillingPriceSeed } from './plans.ts'
export { forgetPayer } from './removal.ts'
export { billingRoutes } from './routes/index.ts'
export { checkSeats, lacksSeats } from './seats.ts'
export {
  BILLING_SHAPES,
  type BillingSeed,
  type BillingStatementSeed,
  plantBilling,
} from './seed.ts'
export {
  type BillingCardSeed,
  type BillingSubscriptionSeed,
  sendSubscription,
  setCard,
  settleAll,
  subscribe,
} from './subscriptions.ts'
