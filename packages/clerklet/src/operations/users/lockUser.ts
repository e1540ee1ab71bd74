import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/**
 * Locks a user. The user cannot sign in until the lock expires. The settings of the instance define the duration of the lock.
 *
 * `POST /users/{user_id}/lock` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const user = await lockUser(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function lockUser(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'lockUser',
    method: 'POST',
    path: path`/users/${userId}/lock`,
  })
}
