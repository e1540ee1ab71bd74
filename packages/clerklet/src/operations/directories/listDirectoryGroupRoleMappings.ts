import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type DirectoryGroupRoleMapping,
  DirectoryGroupRoleMappingSchema,
} from '../../schemas/directoryGroupRoleMapping.ts'

/**
 * Lists the mappings of groups to roles. The list is not paged: the response contains all mappings.
 *
 * `GET /directories/{directory_id}/group_role_mappings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listDirectoryGroupRoleMappings(ctx, 'dir_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 */
export async function listDirectoryGroupRoleMappings(
  ctx: Context,
  directoryId: string,
  options?: RequestOptions,
): Promise<Page<DirectoryGroupRoleMapping>> {
  return request(ctx, pageOf(DirectoryGroupRoleMappingSchema), {
    ...options,
    operation: 'listDirectoryGroupRoleMappings',
    method: 'GET',
    path: path`/directories/${directoryId}/group_role_mappings`,
  })
}
