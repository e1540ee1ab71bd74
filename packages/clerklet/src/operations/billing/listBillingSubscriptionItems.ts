import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import {
  type BillingSubscriptionItem,
  BillingSubscriptionItemSchema,
} from '../../schemas/billingSubscriptionItem.ts'

/** Params of {@link listBillingSubscriptionItems}. */
export interface ListBillingSubscriptionItemsParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
  /** Lists only items with this status. */
  status?: Open<'active' | 'ended' | 'past_due' | 'upcoming' | 'free_trial'> | undefined
  /** Lists only items of payers of this type. */
  payer_type?: Open<'user' | 'org'> | undefined
  /** Lists only items of this plan, `cplan_…`. */
  plan_id?: string | undefined
  /** Whether to list items of free plans, too. Default: `false`. */
  include_free?: boolean | undefined
  /** A search text that filters the subscription items. */
  query?: string | undefined
}

/**
 * Lists the subscription items of users and organizations, the newest first. Each item subscribes a payer to a plan.
 *
 * `GET /billing/subscription_items` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listBillingSubscriptionItems(ctx, { status: 'past_due', limit: 100 })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listBillingSubscriptionItems(
  ctx: Context,
  params?: ListBillingSubscriptionItemsParams,
  options?: RequestOptions,
): Promise<Page<BillingSubscriptionItem>> {
  return request(ctx, pageOf(BillingSubscriptionItemSchema), {
    ...options,
    operation: 'listBillingSubscriptionItems',
    method: 'GET',
    path: path`/billing/subscription_items`,
    query: { ...params, paginated: true },
  })
}
