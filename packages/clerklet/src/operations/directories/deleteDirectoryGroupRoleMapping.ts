import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type DeletedDirectoryGroupRoleMapping,
  DeletedDirectoryGroupRoleMappingSchema,
} from '../../schemas/deletedDirectoryGroupRoleMapping.ts'

/**
 * Removes the mapping of a group to a role.
 *
 * `DELETE /directories/{directory_id}/group_role_mappings/{mapping_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteDirectoryGroupRoleMapping(ctx, 'dir_2abc', 'map_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such mapping.
 */
export async function deleteDirectoryGroupRoleMapping(
  ctx: Context,
  directoryId: string,
  mappingId: string,
  options?: RequestOptions,
): Promise<DeletedDirectoryGroupRoleMapping> {
  return request(ctx, DeletedDirectoryGroupRoleMappingSchema, {
    ...options,
    operation: 'deleteDirectoryGroupRoleMapping',
    method: 'DELETE',
    path: path`/directories/${directoryId}/group_role_mappings/${mappingId}`,
  })
}
