import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Removes an identifier from the block-list.
 *
 * `DELETE /blocklist_identifiers/{identifier_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteBlocklistIdentifier(ctx, 'blid_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such identifier.
 */
export async function deleteBlocklistIdentifier(
  ctx: Context,
  blocklistIdentifierId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteBlocklistIdentifier',
    method: 'DELETE',
    path: path`/blocklist_identifiers/${blocklistIdentifierId}`,
  })
}
