import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type BillingPrice, BillingPriceSchema } from '../../schemas/billingPrice.ts'

/** Params of {@link listBillingPrices}. */
export interface ListBillingPricesParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
  /** Lists only prices of this plan, `cplan_…`. */
  plan_id?: string | undefined
}

/**
 * Lists the default and custom prices of the plans, the lowest first.
 *
 * `GET /billing/prices` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listBillingPrices(ctx, { plan_id: 'cplan_2abc' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `resource_not_found` when there is no such plan.
 */
export async function listBillingPrices(
  ctx: Context,
  params?: ListBillingPricesParams,
  options?: RequestOptions,
): Promise<Page<BillingPrice>> {
  return request(ctx, pageOf(BillingPriceSchema), {
    ...options,
    operation: 'listBillingPrices',
    method: 'GET',
    path: path`/billing/prices`,
    query: { ...params, paginated: true },
  })
}
