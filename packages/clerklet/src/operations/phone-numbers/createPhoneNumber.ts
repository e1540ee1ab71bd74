import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type PhoneNumber, PhoneNumberSchema } from '../../schemas/phoneNumber.ts'

/** Params of {@link createPhoneNumber}. */
export interface CreatePhoneNumberParams {
  /** `user_…`, the user who gets the phone number. */
  user_id: string
  /** In E.164 format, such as `+15555550100`. */
  phone_number: string
  /** Whether the number counts as verified. */
  verified?: boolean | null | undefined
  /** Whether the number becomes the primary number of the user. Default: `true` for the first number, else `false`. */
  primary?: boolean | null | undefined
  /** Whether the number is a second factor. Requires a verified number. */
  reserved_for_second_factor?: boolean | null | undefined
}

/**
 * Adds a phone number to a user.
 *
 * No message is sent to the number. Unless `verified` is `true`, the user must verify it later.
 *
 * `POST /phone_numbers` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const added = await createPhoneNumber(ctx, {
 *   user_id: 'user_2abc',
 *   phone_number: '+15555550100',
 *   verified: true,
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `form_identifier_exists` when the number is taken.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createPhoneNumber(
  ctx: Context,
  params: CreatePhoneNumberParams,
  options?: RequestOptions,
): Promise<PhoneNumber> {
  return request(ctx, PhoneNumberSchema, {
    ...options,
    operation: 'createPhoneNumber',
    method: 'POST',
    path: path`/phone_numbers`,
    body: params,
  })
}
