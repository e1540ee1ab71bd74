import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Directory, DirectorySchema } from '../../schemas/directory.ts'

/** Params of {@link updateDirectory}. */
export interface UpdateDirectoryParams {
  /** The display name of the directory. */
  name?: string | undefined
  /** Whether the directory is enabled. */
  enabled?: boolean | undefined
  /** The identity provider of the directory, such as `okta`. */
  provider?: string | undefined
  /** Merged into the mapping of attributes to paths in the directory. A value of `null` removes the attribute. */
  attribute_mapping?: Record<string, string | null> | undefined
  /** Whether members of mapped groups get the roles of the mappings. */
  group_role_mapping_enabled?: boolean | undefined
}

/**
 * Changes a directory. Omitted fields are unchanged.
 *
 * `PATCH /directories/{directory_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateDirectory(ctx, 'dir_2abc', { enabled: true })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateDirectory(
  ctx: Context,
  directoryId: string,
  params: UpdateDirectoryParams,
  options?: RequestOptions,
): Promise<Directory> {
  return request(ctx, DirectorySchema, {
    ...options,
    operation: 'updateDirectory',
    method: 'PATCH',
    path: path`/directories/${directoryId}`,
    body: params,
  })
}
