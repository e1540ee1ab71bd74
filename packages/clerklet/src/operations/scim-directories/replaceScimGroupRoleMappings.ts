import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type ScimGroupRoleMapping,
  ScimGroupRoleMappingSchema,
} from '../../schemas/scimGroupRoleMapping.ts'

/** Params of {@link replaceScimGroupRoleMappings}. */
export interface ReplaceScimGroupRoleMappingsParams {
  /** All mappings of the directory, in the order of their precedence. `[]` removes all mappings. */
  mappings: readonly ReplaceScimGroupRoleMappingsMapping[]
}

/** A mapping of a group to a role, in the params of {@link replaceScimGroupRoleMappings}. */
export interface ReplaceScimGroupRoleMappingsMapping {
  /** The id of the group at the identity provider. */
  scim_group_id: string
  /** `role_…`, the role that the members of the group get. */
  role_id: string
}

/**
 * Replaces all mappings of groups to roles. The first item of `mappings` has precedence 1. The directory must have
 * `group_role_mapping_enabled`.
 *
 * `PUT /scim_directories/{scim_directory_id}/group_role_mappings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await replaceScimGroupRoleMappings(ctx, 'scim_2abc', { mappings: [{ scim_group_id: 'group-1', role_id: 'role_2abc' }] })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function replaceScimGroupRoleMappings(
  ctx: Context,
  scimDirectoryId: string,
  params: ReplaceScimGroupRoleMappingsParams,
  options?: RequestOptions,
): Promise<Page<ScimGroupRoleMapping>> {
  return request(ctx, pageOf(ScimGroupRoleMappingSchema), {
    ...options,
    operation: 'replaceScimGroupRoleMappings',
    method: 'PUT',
    path: path`/scim_directories/${scimDirectoryId}/group_role_mappings`,
    body: params,
  })
}
