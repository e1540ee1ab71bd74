import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a user for good, with all sessions and memberships.
 *
 * `DELETE /users/{user_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { deleted } = await deleteUser(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function deleteUser(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteUser',
    method: 'DELETE',
    path: path`/users/${userId}`,
  })
}
