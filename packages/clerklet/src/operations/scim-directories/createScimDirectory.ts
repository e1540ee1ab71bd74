import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ScimDirectory, ScimDirectorySchema } from '../../schemas/scimDirectory.ts'

/** Params of {@link createScimDirectory}. */
export interface CreateScimDirectoryParams {
  /** `entconn_…`, the enterprise connection of the directory. */
  enterprise_connection_id: string
  /** A readable name for the directory. */
  name?: string | undefined
  /** The identity provider, such as `okta`. */
  provider: string
  /** The roles that the members of groups get. */
  group_role_mappings?: readonly CreateScimDirectoryMapping[] | undefined
}

/** A mapping of a group to a role, in the params of {@link createScimDirectory}. */
export interface CreateScimDirectoryMapping {
  /** The id of the group at the identity provider. */
  scim_group_id: string
  /** At most 255 characters. */
  scim_group_display_name?: string | undefined
  /** `role_…`, the role that the members of the group get. */
  role_id: string
  /** At least 1. For a user in several groups, the mapping with the lowest number applies. Default: the order of the array. */
  precedence?: number | undefined
}

/**
 * Creates a SCIM directory for an enterprise connection.
 *
 * Store `api_key` of the response: it cannot be retrieved again.
 *
 * `POST /scim_directories` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { api_key } = await createScimDirectory(ctx, {
 *   enterprise_connection_id: 'entconn_2abc',
 *   provider: 'okta',
 * })
 *
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createScimDirectory(
  ctx: Context,
  params: CreateScimDirectoryParams,
  options?: RequestOptions,
): Promise<ScimDirectory> {
  return request(ctx, ScimDirectorySchema, {
    ...options,
    operation: 'createScimDirectory',
    method: 'POST',
    path: path`/scim_directories`,
    body: params,
  })
}
