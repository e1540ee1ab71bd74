import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BillingSubscriptionItem,
  BillingSubscriptionItemSchema,
} from '../../schemas/billingSubscriptionItem.ts'

/** Params of {@link extendBillingSubscriptionItemFreeTrial}. */
export interface ExtendBillingSubscriptionItemFreeTrialParams {
  /** The new end of the free trial: RFC 3339, or a `Date`. In the future, at most 365 days from now. */
  extend_to: string | Date
}

/**
 * Extends the free trial of a subscription item. A second call with the same time changes nothing.
 *
 * The returned item and its plan have an older form, with deprecated fields such as `amount`.
 *
 * `POST /billing/subscription_items/{subscription_item_id}/extend_free_trial` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await extendBillingSubscriptionItemFreeTrial(ctx, 'csub_item_2abc', {
 *   extend_to: new Date(Date.now() + 14 * 86_400_000),
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such item.
 * @throws {ClerkApiError} `form_…` codes when the item has no free trial, or when the time is in the past or too late.
 */
export async function extendBillingSubscriptionItemFreeTrial(
  ctx: Context,
  subscriptionItemId: string,
  params: ExtendBillingSubscriptionItemFreeTrialParams,
  options?: RequestOptions,
): Promise<BillingSubscriptionItem> {
  return request(ctx, BillingSubscriptionItemSchema, {
    ...options,
    operation: 'extendBillingSubscriptionItemFreeTrial',
    method: 'POST',
    path: path`/billing/subscription_items/${subscriptionItemId}/extend_free_trial`,
    body: params,
  })
}
