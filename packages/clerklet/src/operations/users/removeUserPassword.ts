import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/** Params of {@link removeUserPassword}. */
export interface RemoveUserPasswordParams {
  /** Whether to revoke all active sessions of the user. Default: `false`. */
  sign_out_of_other_sessions?: boolean | undefined
}

/**
 * Removes the password of a user, who must then sign in with another strategy.
 *
 * `POST /users/{user_id}/remove_password` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const user = await removeUserPassword(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function removeUserPassword(
  ctx: Context,
  userId: string,
  params?: RemoveUserPasswordParams,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'removeUserPassword',
    method: 'POST',
    path: path`/users/${userId}/remove_password`,
    body: params,
  })
}
