/** What other modules and the files at the top may use of billing: plans, payers, subscriptions and statements. */

export type { BillingDiscountSeed } from './discounts.ts'
export { type Entitlements, entitlementsOf } from './entitlements.ts'
export { addFreePlans, type BillingPlanSeed, type BillingPriceSeed } from './plans.ts'
export { forgetPayer } from './removal.ts'
export { billingRoutes } from './routes/index.ts'
export { checkSeats, lacksSeats } from './seats.ts'
export {
  BILLING_SHAPES,
  type BillingCardSeed,
  type BillingSeed,
  type BillingStatementSeed,
  type BillingSubscriptionSeed,
  plantBilling,
  setCard,
  subscribe,
} from './seed.ts'
export { sendSubscription, settleAll } from './subscriptions.ts'
