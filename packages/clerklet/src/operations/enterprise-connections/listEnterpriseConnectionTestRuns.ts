import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import {
  type EnterpriseConnectionTestRun,
  EnterpriseConnectionTestRunSchema,
} from '../../schemas/enterpriseConnectionTestRun.ts'

/** Params of {@link listEnterpriseConnectionTestRuns}. */
export interface ListEnterpriseConnectionTestRunsParams {
  /** The statuses of the listed test runs. An empty array is refused. */
  status?: readonly Open<'pending' | 'success' | 'failed'>[] | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the test runs of an enterprise connection.
 *
 * `GET /enterprise_connections/{enterprise_connection_id}/test_runs` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listEnterpriseConnectionTestRuns(ctx, 'entconn_2abc')
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`, or `status` is an empty array.
 * @throws {ClerkApiError} `resource_not_found` when there is no such connection.
 */
export async function listEnterpriseConnectionTestRuns(
  ctx: Context,
  enterpriseConnectionId: string,
  params?: ListEnterpriseConnectionTestRunsParams,
  options?: RequestOptions,
): Promise<Page<EnterpriseConnectionTestRun>> {
  return request(ctx, pageOf(EnterpriseConnectionTestRunSchema), {
    ...options,
    operation: 'listEnterpriseConnectionTestRuns',
    method: 'GET',
    path: path`/enterprise_connections/${enterpriseConnectionId}/test_runs`,
    query: params,
  })
}
