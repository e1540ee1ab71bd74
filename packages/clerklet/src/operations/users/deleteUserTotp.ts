import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type UserReference, UserReferenceSchema } from '../../schemas/userReference.ts'

/**
 * Removes the authenticator app of a user.
 *
 * `DELETE /users/{user_id}/totp` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { user_id } = await deleteUserTotp(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function deleteUserTotp(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<UserReference> {
  return request(ctx, UserReferenceSchema, {
    ...options,
    operation: 'deleteUserTotp',
    method: 'DELETE',
    path: path`/users/${userId}/totp`,
  })
}
