import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { arrayOf } from '../../core/schema.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/** Params of {@link bulkUnbanUsers}. */
export interface BulkUnbanUsersParams {
  /** 1 to 50 ids, `user_…`. */
  user_ids: readonly string[]
}

/**
 * Lifts the ban of 1 to 50 users at once.
 *
 * `POST /users/unban` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const users = await bulkUnbanUsers(ctx, { user_ids: ['user_2abc', 'user_2def'] })
 *
 * @throws {ClerkApiError} `resource_not_found` when one of the users does not exist; no user is changed.
 */
export async function bulkUnbanUsers(
  ctx: Context,
  params: BulkUnbanUsersParams,
  options?: RequestOptions,
): Promise<User[]> {
  return request(ctx, arrayOf(UserSchema), {
    ...options,
    operation: 'bulkUnbanUsers',
    method: 'POST',
    path: path`/users/unban`,
    body: params,
  })
}
