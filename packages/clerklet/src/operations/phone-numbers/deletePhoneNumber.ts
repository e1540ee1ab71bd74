import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Removes a phone number from its user.
 *
 * `DELETE /phone_numbers/{phone_number_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { deleted } = await deletePhoneNumber(ctx, 'idn_2def')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such phone number.
 */
export async function deletePhoneNumber(
  ctx: Context,
  phoneNumberId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deletePhoneNumber',
    method: 'DELETE',
    path: path`/phone_numbers/${phoneNumberId}`,
  })
}
