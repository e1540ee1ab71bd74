import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BillingSubscription,
  BillingSubscriptionSchema,
} from '../../schemas/billingSubscription.ts'

/**
 * Retrieves the subscription of a user, with an item for each plan.
 *
 * `GET /users/{user_id}/billing/subscription` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { subscription_items } = await getUserBillingSubscription(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when the user does not exist or has no subscription.
 */
export async function getUserBillingSubscription(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<BillingSubscription> {
  return request(ctx, BillingSubscriptionSchema, {
    ...options,
    operation: 'getUserBillingSubscription',
    method: 'GET',
    path: path`/users/${userId}/billing/subscription`,
  })
}
