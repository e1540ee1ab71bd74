import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type RoleSet, RoleSetSchema } from '../../schemas/roleSet.ts'

/** Params of {@link listRoleSets}. */
export interface ListRoleSetsParams {
  /** Part of a name or a key, or a whole id. */
  query?: string | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?: Open<RoleSetOrder | `${'+' | '-'}${RoleSetOrder}`> | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type RoleSetOrder = 'created_at' | 'name' | 'key'

/**
 * Lists the role sets of the instance, the newest first by default.
 *
 * `GET /role_sets` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listRoleSets(ctx, { query: 'default' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listRoleSets(
  ctx: Context,
  params?: ListRoleSetsParams,
  options?: RequestOptions,
): Promise<Page<RoleSet>> {
  return request(ctx, pageOf(RoleSetSchema), {
    ...options,
    operation: 'listRoleSets',
    method: 'GET',
    path: path`/role_sets`,
    query: params,
  })
}
