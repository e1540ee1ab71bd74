import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Removes an e-mail address from its user.
 *
 * `DELETE /email_addresses/{email_address_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { deleted } = await deleteEmailAddress(ctx, 'idn_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such e-mail address.
 */
export async function deleteEmailAddress(
  ctx: Context,
  emailAddressId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteEmailAddress',
    method: 'DELETE',
    path: path`/email_addresses/${emailAddressId}`,
  })
}
