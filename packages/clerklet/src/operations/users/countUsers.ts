import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type TotalCount, TotalCountSchema } from '../../schemas/totalCount.ts'
import type { UserFilters } from './userFilters.ts'

/** Params of {@link countUsers}. */
export interface CountUsersParams extends UserFilters {}

/**
 * Counts the users that match the filters. The filters are those of {@link listUsers}, but a leading `+` or `-` of a `user_id`
 * or an `external_id` is part of the value.
 *
 * `GET /users/count` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { total_count } = await countUsers(ctx, { banned: false })
 *
 * @throws {ClerkConfigError} when a filter is an empty array, for which the API would count all users.
 * @throws {ClerkApiError} when a filter has a value that the API does not accept.
 */
export async function countUsers(
  ctx: Context,
  params?: CountUsersParams,
  options?: RequestOptions,
): Promise<TotalCount> {
  return request(ctx, TotalCountSchema, {
    ...options,
    operation: 'countUsers',
    method: 'GET',
    path: path`/users/count`,
    query: params,
  })
}
