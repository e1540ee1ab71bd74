import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type PhoneNumber, PhoneNumberSchema } from '../../schemas/phoneNumber.ts'

/** What {@link createPhoneNumber} takes. */
export interface CreatePhoneNumberParams {
  user_id: string
  /** E.164. */
  phone_number: string
  /** Whether it counts as verified. */
  verified?: boolean | null | undefined
  /** Whether it becomes the primary one of the user. */
  primary?: boolean | null | undefined
  /** Whether it serves as second factor. */
  reserved_for_second_factor?: boolean | null | undefined
}

/**
 * Adds a phone number to a user.
 *
 * Nothing is sent to it; unless `verified` is `true` the user verifies it later.
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
 * @throws {ClerkApiError} `form_identifier_exists` when it is taken.
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
