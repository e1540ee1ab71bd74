import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BillingDiscountRedemption,
  BillingDiscountRedemptionSchema,
} from '../../schemas/billingDiscountRedemption.ts'

/**
 * Removes the discount of a subscription item.
 *
 * `DELETE /billing/subscription_items/{subscription_item_id}/discounts/{discount_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await removeBillingSubscriptionItemDiscount(ctx, 'csub_item_2abc', 'disc_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such item, or the item does not have this discount.
 * @throws {ClerkApiError} 409 when the discount cannot be removed.
 */
export async function removeBillingSubscriptionItemDiscount(
  ctx: Context,
  subscriptionItemId: string,
  discountId: string,
  options?: RequestOptions,
): Promise<BillingDiscountRedemption> {
  return request(ctx, BillingDiscountRedemptionSchema, {
    ...options,
    operation: 'removeBillingSubscriptionItemDiscount',
    method: 'DELETE',
    path: path`/billing/subscription_items/${subscriptionItemId}/discounts/${discountId}`,
  })
}
