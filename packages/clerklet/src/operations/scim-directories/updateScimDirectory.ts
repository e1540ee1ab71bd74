import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ScimDirectory, ScimDirectorySchema } from '../../schemas/scimDirectory.ts'

/** Params of {@link updateScimDirectory}. */
export interface UpdateScimDirectoryParams {
  /** A readable name for the directory. */
  name?: string | undefined
  /** Whether the directory is enabled. */
  enabled?: boolean | undefined
  /** The identity provider, such as `okta`. */
  provider?: string | undefined
  /** SCIM paths by attribute, merged into the existing mapping. `null` removes an attribute. */
  attribute_mapping?: Record<string, string | null> | undefined
  /** Whether the mappings of groups to roles take effect. */
  group_role_mapping_enabled?: boolean | undefined
}

/**
 * Changes a SCIM directory. Omitted fields are unchanged.
 *
 * `PATCH /scim_directories/{scim_directory_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateScimDirectory(ctx, 'scim_2abc', { enabled: true })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateScimDirectory(
  ctx: Context,
  scimDirectoryId: string,
  params: UpdateScimDirectoryParams,
  options?: RequestOptions,
): Promise<ScimDirectory> {
  return request(ctx, ScimDirectorySchema, {
    ...options,
    operation: 'updateScimDirectory',
    method: 'PATCH',
    path: path`/scim_directories/${scimDirectoryId}`,
    body: params,
  })
}
