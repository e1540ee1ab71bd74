import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Removes an identifier from the allow-list.
 *
 * `DELETE /allowlist_identifiers/{identifier_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteAllowlistIdentifier(ctx, 'alid_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such identifier.
 */
export async function deleteAllowlistIdentifier(
  ctx: Context,
  allowlistIdentifierId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteAllowlistIdentifier',
    method: 'DELETE',
    path: path`/allowlist_identifiers/${allowlistIdentifierId}`,
  })
}
