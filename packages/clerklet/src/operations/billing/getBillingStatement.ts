import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type BillingStatement, BillingStatementSchema } from '../../schemas/billingStatement.ts'

/**
 * Retrieves a billing statement.
 *
 * `GET /billing/statements/{statementID}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { groups, totals } = await getBillingStatement(ctx, 'stmt_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such statement.
 */
export async function getBillingStatement(
  ctx: Context,
  statementId: string,
  options?: RequestOptions,
): Promise<BillingStatement> {
  return request(ctx, BillingStatementSchema, {
    ...options,
    operation: 'getBillingStatement',
    method: 'GET',
    path: path`/billing/statements/${statementId}`,
  })
}
