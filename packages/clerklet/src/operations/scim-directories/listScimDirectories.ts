import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type ScimDirectory, ScimDirectorySchema } from '../../schemas/scimDirectory.ts'

/** Params of {@link listScimDirectories}. */
export interface ListScimDirectoriesParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the SCIM directories of the instance.
 *
 * `GET /scim_directories` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listScimDirectories(ctx)
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 */
export async function listScimDirectories(
  ctx: Context,
  params?: ListScimDirectoriesParams,
  options?: RequestOptions,
): Promise<Page<ScimDirectory>> {
  return request(ctx, pageOf(ScimDirectorySchema), {
    ...options,
    operation: 'listScimDirectories',
    method: 'GET',
    path: path`/scim_directories`,
    query: params,
  })
}
