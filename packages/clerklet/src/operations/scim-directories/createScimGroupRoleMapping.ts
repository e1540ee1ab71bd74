import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type ScimGroupRoleMapping,
  ScimGroupRoleMappingSchema,
} from '../../schemas/scimGroupRoleMapping.ts'

/** Params of {@link createScimGroupRoleMapping}. */
export interface CreateScimGroupRoleMappingParams {
  /** The id of the group at the identity provider. */
  scim_group_id: string
  /** `role_…`, the role that the members of the group get. */
  role_id: string
  /** At least 1. For a user in several groups, the lowest number applies. Default: after the other mappings. */
  precedence?: number | undefined
}

/**
 * Maps a group to the role that its members get. The directory must have `group_role_mapping_enabled`.
 *
 * `POST /scim_directories/{scim_directory_id}/group_role_mappings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await createScimGroupRoleMapping(ctx, 'scim_2abc', { scim_group_id: 'group-1', role_id: 'role_2abc' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createScimGroupRoleMapping(
  ctx: Context,
  scimDirectoryId: string,
  params: CreateScimGroupRoleMappingParams,
  options?: RequestOptions,
): Promise<ScimGroupRoleMapping> {
  return request(ctx, ScimGroupRoleMappingSchema, {
    ...options,
    operation: 'createScimGroupRoleMapping',
    method: 'POST',
    path: path`/scim_directories/${scimDirectoryId}/group_role_mappings`,
    body: params,
  })
}
