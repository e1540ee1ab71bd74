import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ScimDirectory, ScimDirectorySchema } from '../../schemas/scimDirectory.ts'

/**
 * Retrieves a SCIM directory.
 *
 * `GET /scim_directories/{scim_directory_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const directory = await getScimDirectory(ctx, 'scim_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 */
export async function getScimDirectory(
  ctx: Context,
  scimDirectoryId: string,
  options?: RequestOptions,
): Promise<ScimDirectory> {
  return request(ctx, ScimDirectorySchema, {
    ...options,
    operation: 'getScimDirectory',
    method: 'GET',
    path: path`/scim_directories/${scimDirectoryId}`,
  })
}
