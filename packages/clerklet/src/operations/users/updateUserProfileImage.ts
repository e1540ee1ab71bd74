import type { Context } from '../../core/context.ts'
import { multipart } from '../../core/multipart.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/** Params of {@link updateUserProfileImage}. */
export interface UpdateUserProfileImageParams {
  /** A JPEG, PNG, GIF or WebP image of at most 10 MB. */
  file?: Blob | undefined
}

/**
 * Sets the profile image of a user.
 *
 * `POST /users/{user_id}/profile_image` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const file = new File([bytes], 'ada.png', { type: 'image/png' })
 * const user = await updateUserProfileImage(ctx, 'user_2abc', { file })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `image_too_large` when the file is too large, `unsupported_content_type` when its type is not
 *   supported.
 */
export async function updateUserProfileImage(
  ctx: Context,
  userId: string,
  params: UpdateUserProfileImageParams,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'updateUserProfileImage',
    method: 'POST',
    path: path`/users/${userId}/profile_image`,
    body: multipart('updateUserProfileImage', { ...params }),
  })
}
