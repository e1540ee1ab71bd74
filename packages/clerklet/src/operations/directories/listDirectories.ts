import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type Directory, DirectorySchema } from '../../schemas/directory.ts'

/** Params of {@link listDirectories}. */
export interface ListDirectoriesParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the directories of the instance.
 *
 * `GET /directories` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listDirectories(ctx)
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 */
export async function listDirectories(
  ctx: Context,
  params?: ListDirectoriesParams,
  options?: RequestOptions,
): Promise<Page<Directory>> {
  return request(ctx, pageOf(DirectorySchema), {
    ...options,
    operation: 'listDirectories',
    method: 'GET',
    path: path`/directories`,
    query: params,
  })
}
