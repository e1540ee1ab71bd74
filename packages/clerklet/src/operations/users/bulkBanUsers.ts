import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { arrayOf } from '../../core/schema.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/** Params of {@link bulkBanUsers}. */
export interface BulkBanUsersParams {
  /** 1 to 50 ids, `user_…`. */
  user_ids: readonly string[]
}

/**
 * Bans 1 to 50 users at once. Their sessions end.
 *
 * `POST /users/ban` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const users = await bulkBanUsers(ctx, { user_ids: ['user_2abc', 'user_2def'] })
 *
 * @throws {ClerkApiError} `resource_not_found` when one of the users does not exist; no user is changed.
 */
export async function bulkBanUsers(
  ctx: Context,
  params: BulkBanUsersParams,
  options?: RequestOptions,
): Promise<User[]> {
  return request(ctx, arrayOf(UserSchema), {
    ...options,
    operation: 'bulkBanUsers',
    method: 'POST',
    path: path`/users/ban`,
    body: params,
  })
}
