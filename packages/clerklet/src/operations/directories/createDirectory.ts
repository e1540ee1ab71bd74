import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Directory, DirectorySchema } from '../../schemas/directory.ts'

/** Params of {@link createDirectory}. */
export interface CreateDirectoryParams {
  enterprise_connection_id: string
  name?: string | undefined
  provider: string
  group_role_mappings?: readonly CreateDirectoryMapping[] | undefined
}

/** A mapping of a group to a role, in the params of {@link createDirectory}. */
export interface CreateDirectoryMapping {
  directory_group_id?: string | undefined
  /** The older name of `directory_group_id`. One of these two fields is required. */
  scim_group_id?: string | undefined
  /** At most 255 characters. */
  directory_group_display_name?: string | undefined
  /** The older name of `directory_group_display_name`. */
  scim_group_display_name?: string | undefined
  role_id: string
  /** At least 1; the mapping with the lowest number wins. */
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
