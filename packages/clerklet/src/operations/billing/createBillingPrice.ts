import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type BillingPrice, BillingPriceSchema } from '../../schemas/billingPrice.ts'

/** Params of {@link createBillingPrice}. */
export interface CreateBillingPriceParams {
  /** The plan of the price, `cplan_…`. */
  plan_id: string
  /** ISO 4217. Default: `USD`. */
  currency?: string | undefined
  /** The monthly price in cents: 0, or at least 100. */
  amount: number | null
  /** The monthly price with yearly billing, in cents: 0, or at least 100. */
  annual_monthly_amount?: number | null | undefined
  /** A description of the custom price. */
  description?: string | undefined
  /** The billing periods of the price. Default: the periods for which an amount is set. */
  supported_billing_periods?: Open<'month' | 'annual' | 'both'> | undefined
}

/**
 * Creates a custom price of a plan, for certain customers. `createBillingPriceTransition` moves a subscription item to the
 * price.
 *
 * `POST /billing/prices` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const price = await createBillingPrice(ctx, {
 *   plan_id: 'cplan_2abc',
 *   amount: 900,
 *   description: 'Early customers',
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such plan.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createBillingPrice(
  ctx: Context,
  params: CreateBillingPriceParams,
  options?: RequestOptions,
): Promise<BillingPrice> {
  return request(ctx, BillingPriceSchema, {
    ...options,
    operation: 'createBillingPrice',
    method: 'POST',
    path: path`/billing/prices`,
    body: params,
  })
}
