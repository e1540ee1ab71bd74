import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type PhoneNumber, PhoneNumberSchema } from '../../schemas/phoneNumber.ts'

/** Params of {@link updatePhoneNumber}. */
export interface UpdatePhoneNumberParams {
  /** Whether the number counts as verified. */
  verified?: boolean | null | undefined
  /** Whether the number becomes the primary number of the user. */
  primary?: boolean | null | undefined
  /** Whether the number is a second factor. Requires a verified number. */
  reserved_for_second_factor?: boolean | null | undefined
}

/**
 * Changes a phone number. Omitted fields are unchanged.
 *
 * `PATCH /phone_numbers/{phone_number_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updatePhoneNumber(ctx, 'idn_2def', { primary: true })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such phone number.
 * @throws {ClerkApiError} `identification_update_second_factor_unverified` when an unverified number is to become a second
 * factor.
 */
export async function updatePhoneNumber(
  ctx: Context,
  phoneNumberId: string,
  params: UpdatePhoneNumberParams,
  options?: RequestOptions,
): Promise<PhoneNumber> {
  return request(ctx, PhoneNumberSchema, {
    ...options,
    operation: 'updatePhoneNumber',
    method: 'PATCH',
    path: path`/phone_numbers/${phoneNumberId}`,
    body: params,
  })
}
