import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ScimDirectory, ScimDirectorySchema } from '../../schemas/scimDirectory.ts'

/**
 * Replaces the API key of a SCIM directory. The old key stays valid for a short grace period.
 *
 * `POST /scim_directories/{scim_directory_id}/rotate_api_key` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { api_key } = await rotateScimDirectoryApiKey(ctx, 'scim_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 * @throws {ClerkApiError} 422 when the key cannot be rotated.
 */
export async function rotateScimDirectoryApiKey(
  ctx: Context,
  scimDirectoryId: string,
  options?: RequestOptions,
): Promise<ScimDirectory> {
  return request(ctx, ScimDirectorySchema, {
    ...options,
    operation: 'rotateScimDirectoryApiKey',
    method: 'POST',
    path: path`/scim_directories/${scimDirectoryId}/rotate_api_key`,
  })
}
