import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Removes an external account, such as a Google account, from a user.
 *
 * For an `account` of `user.external_accounts`, pass `account.external_account_id ?? account.id`, which begins with `eac_`.
 *
 * `DELETE /users/{user_id}/external_accounts/{external_account_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteUserExternalAccount(ctx, 'user_2abc', 'eac_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user or external account.
 */
export async function deleteUserExternalAccount(
  ctx: Context,
  userId: string,
  externalAccountId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteUserExternalAccount',
    method: 'DELETE',
    path: path`/users/${userId}/external_accounts/${externalAccountId}`,
  })
}
