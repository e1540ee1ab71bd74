import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a passkey of a user. The user is notified by e-mail.
 *
 * `DELETE /users/{user_id}/passkeys/{passkey_identification_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteUserPasskey(ctx, 'user_2abc', 'idn_2ghi')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user or passkey.
 */
export async function deleteUserPasskey(
  ctx: Context,
  userId: string,
  passkeyIdentificationId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteUserPasskey',
    method: 'DELETE',
    path: path`/users/${userId}/passkeys/${passkeyIdentificationId}`,
  })
}
