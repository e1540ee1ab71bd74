import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type DirectoryGroupRoleMapping,
  DirectoryGroupRoleMappingSchema,
} from '../../schemas/directoryGroupRoleMapping.ts'

/** Params of {@link replaceDirectoryGroupRoleMappings}. */
export interface ReplaceDirectoryGroupRoleMappingsParams {
  /** All mappings of the directory, in order of precedence. `[]` removes all mappings. */
  mappings: readonly ReplaceDirectoryGroupRoleMappingsMapping[]
}

/** A mapping of a group to a role, in the params of {@link replaceDirectoryGroupRoleMappings}. */
export interface ReplaceDirectoryGroupRoleMappingsMapping {
  /** The id of the group at the identity provider. */
  directory_group_id?: string | undefined
  /** The older name of `directory_group_id`. One of these two fields is required. */
  scim_group_id?: string | undefined
  /** The organization role that members of the group get, `role_…`. */
  role_id: string
}

/**
 * Replaces all mappings of groups to roles. The first item of `mappings` has precedence 1. The directory must have
 * `group_role_mapping_enabled`.
 *
 * `PUT /directories/{directory_id}/group_role_mappings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await replaceDirectoryGroupRoleMappings(ctx, 'dir_2abc', { mappings: [{ directory_group_id: 'group-1', role_id: 'role_2abc' }] })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function replaceDirectoryGroupRoleMappings(
  ctx: Context,
  directoryId: string,
  params: ReplaceDirectoryGroupRoleMappingsParams,
  options?: RequestOptions,
): Promise<Page<DirectoryGroupRoleMapping>> {
  return request(ctx, pageOf(DirectoryGroupRoleMappingSchema), {
    ...options,
    operation: 'replaceDirectoryGroupRoleMappings',
    method: 'PUT',
    path: path`/directories/${directoryId}/group_role_mappings`,
    body: params,
  })
}
