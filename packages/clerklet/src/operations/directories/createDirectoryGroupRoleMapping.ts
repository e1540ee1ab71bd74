import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type DirectoryGroupRoleMapping,
  DirectoryGroupRoleMappingSchema,
} from '../../schemas/directoryGroupRoleMapping.ts'

/** Params of {@link createDirectoryGroupRoleMapping}. */
export interface CreateDirectoryGroupRoleMappingParams {
  /** The id of the group at the identity provider. */
  directory_group_id?: string | undefined
  /** The older name of `directory_group_id`. One of these two fields is required. */
  scim_group_id?: string | undefined
  /** The organization role that members of the group get, `role_…`. */
  role_id: string
  /** At least 1. For a user in several groups, the mapping with the lowest number applies. Default: the last place. */
  precedence?: number | undefined
}

/**
 * Maps a group to the role that its members get. The directory must have `group_role_mapping_enabled`.
 *
 * `POST /directories/{directory_id}/group_role_mappings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await createDirectoryGroupRoleMapping(ctx, 'dir_2abc', { directory_group_id: 'group-1', role_id: 'role_2abc' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createDirectoryGroupRoleMapping(
  ctx: Context,
  directoryId: string,
  params: CreateDirectoryGroupRoleMappingParams,
  options?: RequestOptions,
): Promise<DirectoryGroupRoleMapping> {
  return request(ctx, DirectoryGroupRoleMappingSchema, {
    ...options,
    operation: 'createDirectoryGroupRoleMapping',
    method: 'POST',
    path: path`/directories/${directoryId}/group_role_mappings`,
    body: params,
  })
}
