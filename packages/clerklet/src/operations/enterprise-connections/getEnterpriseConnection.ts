import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type EnterpriseConnection,
  EnterpriseConnectionSchema,
} from '../../schemas/enterpriseConnection.ts'

/**
 * Retrieves an enterprise connection.
 *
 * `GET /enterprise_connections/{enterprise_connection_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const connection = await getEnterpriseConnection(ctx, 'entconn_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such connection.
 */
export async function getEnterpriseConnection(
  ctx: Context,
  enterpriseConnectionId: string,
  options?: RequestOptions,
): Promise<EnterpriseConnection> {
  return request(ctx, EnterpriseConnectionSchema, {
    ...options,
    operation: 'getEnterpriseConnection',
    method: 'GET',
    path: path`/enterprise_connections/${enterpriseConnectionId}`,
  })
}
