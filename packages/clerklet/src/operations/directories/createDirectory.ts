import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Directory, DirectorySchema } from '../../schemas/directory.ts'

/** Params of {@link createDirectory}. */
export interface CreateDirectoryParams {
  /** The enterprise connection that the directory belongs to, `entconn_…`. */
  enterprise_connection_id: string
  /** The display name of the directory. */
  name?: string | undefined
  /** The identity provider of the directory, such as `okta`. */
  provider: string
  /** The mappings of groups to roles that are created with the directory. */
  group_role_mappings?: readonly CreateDirectoryMapping[] | undefined
}

/** A mapping of a group to a role, in the params of {@link createDirectory}. */
export interface CreateDirectoryMapping {
  /** The id of the group at the identity provider. */
  directory_group_id?: string | undefined
  /** The older name of `directory_group_id`. One of these two fields is required. */
  scim_group_id?: string | undefined
  /** The name of the group. At most 255 characters. */
  directory_group_display_name?: string | undefined
  /** The older name of `directory_group_display_name`. */
  scim_group_display_name?: string | undefined
  /** The organization role that members of the group get, `role_…`. */
  role_id: string
  /** At least 1. For a user in several groups, the mapping with the lowest number applies. Default: the order of the array. */
  precedence?: number | undefined
}

/**
 * Creates a directory for an enterprise connection.
 *
 * Store `api_key` of the response: it cannot be retrieved again.
 *
 * `POST /directories` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { api_key } = await createDirectory(ctx, {
 *   enterprise_connection_id: 'entconn_2abc',
 *   provider: 'okta',
 * })
 *
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createDirectory(
  ctx: Context,
  params: CreateDirectoryParams,
  options?: RequestOptions,
): Promise<Directory> {
  return request(ctx, DirectorySchema, {
    ...options,
    operation: 'createDirectory',
    method: 'POST',
    path: path`/directories`,
    body: params,
  })
}
