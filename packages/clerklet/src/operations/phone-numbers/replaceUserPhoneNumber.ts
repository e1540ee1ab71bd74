import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type PhoneNumber, PhoneNumberSchema } from '../../schemas/phoneNumber.ts'

/** Params of {@link replaceUserPhoneNumber}. */
export interface ReplaceUserPhoneNumberParams {
  /** In E.164 format, such as `+15555550100`. */
  phone_number: string
  /** A `reserved` number is unverified. The user can sign in with it, and no other user can add it. Default: `verified`. */
  identification_status?: Open<'verified' | 'reserved' | 'unverified'> | undefined
}

/**
 * Replaces all phone numbers of a user with a single number.
 *
 * When a removed number was a second factor, the API disables the multi-factor authentication of the user.
 * `identification_status: 'unverified'` may lock the user out, since a user cannot sign in with an unverified number.
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
