import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Directory, DirectorySchema } from '../../schemas/directory.ts'

/**
 * Retrieves a directory.
 *
 * `GET /directories/{directory_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const directory = await getDirectory(ctx, 'dir_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such directory.
 */
export async function getDirectory(
  ctx: Context,
  directoryId: string,
  options?: RequestOptions,
): Promise<Directory> {
  return request(ctx, DirectorySchema, {
    ...options,
    operation: 'getDirectory',
    method: 'GET',
    path: path`/directories/${directoryId}`,
  })
}
