import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type BillingPlan, BillingPlanSchema } from '../../schemas/billingPlan.ts'

/** Params of {@link listBillingPlans}. */
export interface ListBillingPlansParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
  /** Lists only plans that this kind of payer can subscribe to. */
  payer_type?: Open<'user' | 'org'> | undefined
}

/**
 * Lists the plans of the instance, including free plans, the newest first.
 *
 * `GET /billing/plans` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listBillingPlans(ctx, { payer_type: 'org' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listBillingPlans(
  ctx: Context,
  params?: ListBillingPlansParams,
  options?: RequestOptions,
): Promise<Page<BillingPlan>> {
  return request(ctx, pageOf(BillingPlanSchema), {
    ...options,
    operation: 'listBillingPlans',
    method: 'GET',
    path: path`/billing/plans`,
    query: { ...params, paginated: true },
  })
}
