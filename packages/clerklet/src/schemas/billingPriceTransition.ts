import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { BillingPriceTransitionDetailsSchema } from './billingPriceTransitionDetails.ts'
import { BillingSubscriptionItemSchema } from './billingSubscriptionItem.ts'

const schema = v.object({
  object: tag<'commerce_price_transition'>(),
  /** The subscription item with the new price. */
  subscription_item: BillingSubscriptionItemSchema,
  transition: BillingPriceTransitionDetailsSchema,
})

/** The move of a subscription item to another price. */
export interface BillingPriceTransition extends v.InferOutput<typeof schema> {}
export const BillingPriceTransitionSchema: Schema<BillingPriceTransition> = schema
