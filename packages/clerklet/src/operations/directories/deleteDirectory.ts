import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a directory.
 *
 * `DELETE /directories/{directory_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteDirectory(ctx, 'dir_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 */
export async function deleteDirectory(
  ctx: Context,
  directoryId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteDirectory',
    method: 'DELETE',
    path: path`/directories/${directoryId}`,
  })
}
