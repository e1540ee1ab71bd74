import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type EnterpriseConnectionTestRunUrl,
  EnterpriseConnectionTestRunUrlSchema,
} from '../../schemas/enterpriseConnectionTestRunUrl.ts'

/**
 * Creates a short-lived URL that starts a test run of an enterprise connection. Open the URL in a browser.
 *
 * `POST /enterprise_connections/{enterprise_connection_id}/test_runs` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { url } = await createEnterpriseConnectionTestRun(ctx, 'entconn_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such connection.
 */
export async function createEnterpriseConnectionTestRun(
  ctx: Context,
  enterpriseConnectionId: string,
  options?: RequestOptions,
): Promise<EnterpriseConnectionTestRunUrl> {
  return request(ctx, EnterpriseConnectionTestRunUrlSchema, {
    ...options,
    operation: 'createEnterpriseConnectionTestRun',
    method: 'POST',
    path: path`/enterprise_connections/${enterpriseConnectionId}/test_runs`,
  })
}
