import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BillingDiscountRedemption,
  BillingDiscountRedemptionSchema,
} from '../../schemas/billingDiscountRedemption.ts'

/** Params of {@link applyBillingSubscriptionItemDiscount}. */
export interface ApplyBillingSubscriptionItemDiscountParams {
  /** The discount to apply, `disc_…`. */
  discount_id: string
}

/**
 * Applies a discount to a subscription item, and removes its previous discount. The rules for claiming the discount are not
 * checked.
 *
 * `POST /billing/subscription_items/{subscription_item_id}/discounts` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await applyBillingSubscriptionItemDiscount(ctx, 'csub_item_2abc', { discount_id: 'disc_2abc' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such item or discount.
 * @throws {ClerkApiError} 409 when the item already has this discount.
 */
export async function applyBillingSubscriptionItemDiscount(
  ctx: Context,
  subscriptionItemId: string,
  params: ApplyBillingSubscriptionItemDiscountParams,
  options?: RequestOptions,
): Promise<BillingDiscountRedemption> {
  return request(ctx, BillingDiscountRedemptionSchema, {
    ...options,
    operation: 'applyBillingSubscriptionItemDiscount',
    method: 'POST',
    path: path`/billing/subscription_items/${subscriptionItemId}/discounts`,
    body: params,
  })
}
