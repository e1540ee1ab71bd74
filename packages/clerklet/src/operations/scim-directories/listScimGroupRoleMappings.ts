import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type ScimGroupRoleMapping,
  ScimGroupRoleMappingSchema,
} from '../../schemas/scimGroupRoleMapping.ts'

/**
 * Lists the mappings of groups to roles. The list is not paged: the response contains all mappings.
 *
 * `GET /scim_directories/{scim_directory_id}/group_role_mappings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listScimGroupRoleMappings(ctx, 'scim_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 */
export async function listScimGroupRoleMappings(
  ctx: Context,
  scimDirectoryId: string,
  options?: RequestOptions,
): Promise<Page<ScimGroupRoleMapping>> {
  return request(ctx, pageOf(ScimGroupRoleMappingSchema), {
    ...options,
    operation: 'listScimGroupRoleMappings',
    method: 'GET',
    path: path`/scim_directories/${scimDirectoryId}/group_role_mappings`,
  })
}
