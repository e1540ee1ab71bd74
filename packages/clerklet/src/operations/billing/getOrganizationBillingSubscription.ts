import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BillingSubscription,
  BillingSubscriptionSchema,
} from '../../schemas/billingSubscription.ts'

/**
 * Retrieves the subscription of an organization, with an item for each plan.
 *
 * `GET /organizations/{organization_id}/billing/subscription` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { subscription_items } = await getOrganizationBillingSubscription(ctx, 'org_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization, or it has no subscription.
 */
export async function getOrganizationBillingSubscription(
  ctx: Context,
  organizationId: string,
  options?: RequestOptions,
): Promise<BillingSubscription> {
  return request(ctx, BillingSubscriptionSchema, {
    ...options,
    operation: 'getOrganizationBillingSubscription',
    method: 'GET',
    path: path`/organizations/${organizationId}/billing/subscription`,
  })
}
