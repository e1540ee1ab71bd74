import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type UserReference, UserReferenceSchema } from '../../schemas/userReference.ts'

/**
 * Deletes the backup codes of a user.
 *
 * `DELETE /users/{user_id}/backup_code` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { user_id } = await deleteUserBackupCodes(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function deleteUserBackupCodes(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<UserReference> {
  return request(ctx, UserReferenceSchema, {
    ...options,
    operation: 'deleteUserBackupCodes',
    method: 'DELETE',
    path: path`/users/${userId}/backup_code`,
  })
}
