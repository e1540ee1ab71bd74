import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type PhoneNumber, PhoneNumberSchema } from '../../schemas/phoneNumber.ts'

/** What {@link updatePhoneNumber} takes. */
export interface UpdatePhoneNumberParams {
  /** Whether it counts as verified. */
  verified?: boolean | null | undefined
  /** Whether it becomes the primary one of the user. */
  primary?: boolean | null | undefined
  /** Whether it serves as second factor. */
  reserved_for_second_factor?: boolean | null | undefined
}

/**
 * Changes what is given and leaves the rest.
 *
 * `PATCH /phone_numbers/{phone_number_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updatePhoneNumber(ctx, 'idn_2abc', { primary: true })
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
