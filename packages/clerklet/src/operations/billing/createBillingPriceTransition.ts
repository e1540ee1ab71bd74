import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BillingPriceTransition,
  BillingPriceTransitionSchema,
} from '../../schemas/billingPriceTransition.ts'

/** Params of {@link createBillingPriceTransition}. */
export interface CreateBillingPriceTransitionParams {
  /** The current price of the subscription item, `cprice_…`. */
  from_price_id: string
  /** The new price of the subscription item, `cprice_…`. */
  to_price_id: string
}

/**
 * Moves a subscription item to another price, of the same or another plan. `transition.effective_mode` of the response tells
 * when the price changes: at once, or at the end of the period.
 *
 * The item and its plan in the response have an older form, with deprecated fields such as `amount`.
 *
 * `POST /billing/subscription_items/{subscription_item_id}/price_transition` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { transition } = await createBillingPriceTransition(ctx, 'csub_item_2abc', {
 *   from_price_id: 'cprice_2abc',
 *   to_price_id: 'cprice_2def',
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such item or price.
 * @throws {ClerkApiError} 409 when the price of the item is not `from_price_id`, or when another transition is pending.
 */
export async function createBillingPriceTransition(
  ctx: Context,
  subscriptionItemId: string,
  params: CreateBillingPriceTransitionParams,
  options?: RequestOptions,
): Promise<BillingPriceTransition> {
  return request(ctx, BillingPriceTransitionSchema, {
    ...options,
    operation: 'createBillingPriceTransition',
    method: 'POST',
    path: path`/billing/subscription_items/${subscriptionItemId}/price_transition`,
    body: params,
  })
}
