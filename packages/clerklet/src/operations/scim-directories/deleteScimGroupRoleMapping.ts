import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type DeletedScimGroupRoleMapping,
  DeletedScimGroupRoleMappingSchema,
} from '../../schemas/deletedScimGroupRoleMapping.ts'

/**
 * Removes the mapping of a group to a role.
 *
 * `DELETE /scim_directories/{scim_directory_id}/group_role_mappings/{mapping_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteScimGroupRoleMapping(ctx, 'scim_2abc', 'map_2def')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such mapping.
 */
export async function deleteScimGroupRoleMapping(
  ctx: Context,
  scimDirectoryId: string,
  mappingId: string,
  options?: RequestOptions,
): Promise<DeletedScimGroupRoleMapping> {
  return request(ctx, DeletedScimGroupRoleMappingSchema, {
    ...options,
    operation: 'deleteScimGroupRoleMapping',
    method: 'DELETE',
    path: path`/scim_directories/${scimDirectoryId}/group_role_mappings/${mappingId}`,
  })
}
