import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type BillingPaymentAttempt,
  BillingPaymentAttemptSchema,
} from '../../schemas/billingPaymentAttempt.ts'

/** Params of {@link listBillingStatementPaymentAttempts}. */
export interface ListBillingStatementPaymentAttemptsParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the payment attempts of a billing statement, the newest first.
 *
 * `GET /billing/statements/{statementID}/payment_attempts` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listBillingStatementPaymentAttempts(ctx, 'stmt_2abc')
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `resource_not_found` when there is no such statement.
 */
export async function listBillingStatementPaymentAttempts(
  ctx: Context,
  statementId: string,
  params?: ListBillingStatementPaymentAttemptsParams,
  options?: RequestOptions,
): Promise<Page<BillingPaymentAttempt>> {
  return request(ctx, pageOf(BillingPaymentAttemptSchema), {
    ...options,
    operation: 'listBillingStatementPaymentAttempts',
    method: 'GET',
    path: path`/billing/statements/${statementId}/payment_attempts`,
    query: { ...params, paginated: true },
  })
}
