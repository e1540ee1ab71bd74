import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/**
 * Retrieves a user.
 *
 * `GET /users/{user_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const user = await getUser(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function getUser(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'getUser',
    method: 'GET',
    path: path`/users/${userId}`,
  })
}
