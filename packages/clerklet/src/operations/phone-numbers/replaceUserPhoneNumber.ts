import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type PhoneNumber, PhoneNumberSchema } from '../../schemas/phoneNumber.ts'

/** What {@link replaceUserPhoneNumber} takes. */
export interface ReplaceUserPhoneNumberParams {
  /** E.164. */
  phone_number: string
  /** `reserved` is not verified, yet good for signing in and kept from others. Default: `verified`. */
  identification_status?: Open<'verified' | 'reserved' | 'unverified'> | undefined
}

/**
 * Makes a phone number the only one of a user: all others are removed.
 *
 * Where one of those was the second factor, the user has none afterwards. `identification_status: 'unverified'` may lock the user
 * out: one cannot sign in with such a number.
 *
 * `PUT /users/{user_id}/phone_number` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await replaceUserPhoneNumber(ctx, 'user_2abc', { phone_number: '+15555550100' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function replaceUserPhoneNumber(
  ctx: Context,
  userId: string,
  params: ReplaceUserPhoneNumberParams,
  options?: RequestOptions,
): Promise<PhoneNumber> {
  return request(ctx, PhoneNumberSchema, {
    ...options,
    operation: 'replaceUserPhoneNumber',
    method: 'PUT',
    path: path`/users/${userId}/phone_number`,
    body: params,
  })
}
