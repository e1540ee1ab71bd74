import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/**
 * Removes the profile image of a user. The response is the user.
 *
 * `DELETE /users/{user_id}/profile_image` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const user = await deleteUserProfileImage(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `image_not_found` when the user has no profile image.
 */
export async function deleteUserProfileImage(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'deleteUserProfileImage',
    method: 'DELETE',
    path: path`/users/${userId}/profile_image`,
  })
}
