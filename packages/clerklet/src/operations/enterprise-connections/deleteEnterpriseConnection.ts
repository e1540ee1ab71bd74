import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes an enterprise connection.
 *
 * `DELETE /enterprise_connections/{enterprise_connection_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteEnterpriseConnection(ctx, 'entconn_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such connection.
 */
export async function deleteEnterpriseConnection(
  ctx: Context,
  enterpriseConnectionId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteEnterpriseConnection',
    method: 'DELETE',
    path: path`/enterprise_connections/${enterpriseConnectionId}`,
  })
}
