import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/**
 * Bans a user: all sessions end, and signing in is refused until {@link unbanUser}.
 *
 * `POST /users/{user_id}/ban` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const user = await banUser(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function banUser(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'banUser',
    method: 'POST',
    path: path`/users/${userId}/ban`,
  })
}
