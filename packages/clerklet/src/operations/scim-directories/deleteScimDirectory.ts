import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a SCIM directory.
 *
 * `DELETE /scim_directories/{scim_directory_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteScimDirectory(ctx, 'scim_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 */
export async function deleteScimDirectory(
  ctx: Context,
  scimDirectoryId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteScimDirectory',
    method: 'DELETE',
    path: path`/scim_directories/${scimDirectoryId}`,
  })
}
