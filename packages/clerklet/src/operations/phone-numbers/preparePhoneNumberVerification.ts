import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type VerificationAttempt,
  VerificationAttemptSchema,
} from '../../schemas/verificationAttempt.ts'

/**
 * Sends a code to a phone number.
 *
 * Pass {@link VerificationAttempt.id} and the code to `attemptPhoneNumberVerification`.
 *
 * `POST /phone_numbers/{phone_number_id}/prepare_verification` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { id } = await preparePhoneNumberVerification(ctx, 'idn_2def')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such phone number.
 */
export async function preparePhoneNumberVerification(
  ctx: Context,
  phoneNumberId: string,
  options?: RequestOptions,
): Promise<VerificationAttempt> {
  return request(ctx, VerificationAttemptSchema, {
    ...options,
    operation: 'preparePhoneNumberVerification',
    method: 'POST',
    path: path`/phone_numbers/${phoneNumberId}/prepare_verification`,
  })
}
