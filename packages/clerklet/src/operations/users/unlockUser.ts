import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/**
 * Lifts the lock of a user.
 *
 * `POST /users/{user_id}/unlock` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const user = await unlockUser(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function unlockUser(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'unlockUser',
    method: 'POST',
    path: path`/users/${userId}/unlock`,
  })
}
