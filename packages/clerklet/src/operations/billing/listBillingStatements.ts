import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type BillingStatement, BillingStatementSchema } from '../../schemas/billingStatement.ts'

/** Params of {@link listBillingStatements}. */
export interface ListBillingStatementsParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the billing statements of all payers of the instance, the newest first.
 *
 * `GET /billing/statements` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listBillingStatements(ctx, { limit: 100 })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listBillingStatements(
  ctx: Context,
  params?: ListBillingStatementsParams,
  options?: RequestOptions,
): Promise<Page<BillingStatement>> {
  return request(ctx, pageOf(BillingStatementSchema), {
    ...options,
    operation: 'listBillingStatements',
    method: 'GET',
    path: path`/billing/statements`,
    query: { ...params, paginated: true },
  })
}
