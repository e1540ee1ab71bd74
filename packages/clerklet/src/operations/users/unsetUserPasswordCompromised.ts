import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/**
 * Marks the password of a user as no longer compromised.
 *
 * `POST /users/{user_id}/password/unset_compromised` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const user = await unsetUserPasswordCompromised(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function unsetUserPasswordCompromised(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'unsetUserPasswordCompromised',
    method: 'POST',
    path: path`/users/${userId}/password/unset_compromised`,
  })
}
