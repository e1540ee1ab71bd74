import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Directory, DirectorySchema } from '../../schemas/directory.ts'

/**
 * Replaces the API key of a directory. The old key stays valid for a short time.
 *
 * Store `api_key` of the response: it cannot be retrieved again.
 *
 * `POST /directories/{directory_id}/rotate_api_key` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { api_key } = await rotateDirectoryApiKey(ctx, 'dir_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 * @throws {ClerkApiError} 422 when the key cannot be rotated.
 */
export async function rotateDirectoryApiKey(
  ctx: Context,
  directoryId: string,
  options?: RequestOptions,
): Promise<Directory> {
  return request(ctx, DirectorySchema, {
    ...options,
    operation: 'rotateDirectoryApiKey',
    method: 'POST',
    path: path`/directories/${directoryId}/rotate_api_key`,
  })
}
