import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type UserReference, UserReferenceSchema } from '../../schemas/userReference.ts'

/**
 * Disables all second factors of a user: the authenticator app, codes by text message, and backup codes.
 *
 * `DELETE /users/{user_id}/mfa` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { user_id } = await disableUserMfa(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function disableUserMfa(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<UserReference> {
  return request(ctx, UserReferenceSchema, {
    ...options,
    operation: 'disableUserMfa',
    method: 'DELETE',
    path: path`/users/${userId}/mfa`,
  })
}
