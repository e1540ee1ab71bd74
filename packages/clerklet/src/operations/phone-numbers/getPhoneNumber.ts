import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type PhoneNumber, PhoneNumberSchema } from '../../schemas/phoneNumber.ts'

/**
 * Retrieves a phone number of a user.
 *
 * `GET /phone_numbers/{phone_number_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const found = await getPhoneNumber(ctx, 'idn_2def')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such phone number.
 */
export async function getPhoneNumber(
  ctx: Context,
  phoneNumberId: string,
  options?: RequestOptions,
): Promise<PhoneNumber> {
  return request(ctx, PhoneNumberSchema, {
    ...options,
    operation: 'getPhoneNumber',
    method: 'GET',
    path: path`/phone_numbers/${phoneNumberId}`,
  })
}
