import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BillingSubscriptionItem,
  BillingSubscriptionItemSchema,
} from '../../schemas/billingSubscriptionItem.ts'

/** Params of {@link cancelBillingSubscriptionItem}. */
export interface CancelBillingSubscriptionItemParams {
  /** Whether to end the plan at once, not at the end of the paid period. Default: `false`. */
  end_now?: boolean | undefined
}

/**
 * Cancels a plan that a user or an organization is subscribed to, by default at the end of the paid period.
 *
 * `DELETE /billing/subscription_items/{subscription_item_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await cancelBillingSubscriptionItem(ctx, 'csub_item_2abc', { end_now: true })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such item.
 * @throws {ClerkApiError} 400 or 422 when the item cannot be canceled.
 */
export async function cancelBillingSubscriptionItem(
  ctx: Context,
  subscriptionItemId: string,
  params?: CancelBillingSubscriptionItemParams,
  options?: RequestOptions,
): Promise<BillingSubscriptionItem> {
  return request(ctx, BillingSubscriptionItemSchema, {
    ...options,
    operation: 'cancelBillingSubscriptionItem',
    method: 'DELETE',
    path: path`/billing/subscription_items/${subscriptionItemId}`,
    query: params,
  })
}
