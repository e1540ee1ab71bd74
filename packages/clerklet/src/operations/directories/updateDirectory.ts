import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Directory, DirectorySchema } from '../../schemas/directory.ts'

/** Params of {@link updateDirectory}. */
export interface UpdateDirectoryParams {
  name?: string | undefined
  enabled?: boolean | undefined
  provider?: string | undefined
  attribute_mapping?: Record<string, string | null> | undefined
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
