import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type VerificationAttempt,
  VerificationAttemptSchema,
} from '../../schemas/verificationAttempt.ts'

/** Params of {@link attemptPhoneNumberVerification}. */
export interface AttemptPhoneNumberVerificationParams {
  /** The `id` in the response of `preparePhoneNumberVerification`. */
  verification_id: string
  /** The code from the message to the phone number. */
  code: string
}

/**
 * Checks the code that was sent to a phone number. A wrong or expired code is not an error: check `status` of the response.
 *
 * `POST /phone_numbers/{phone_number_id}/attempt_verification` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await attemptPhoneNumberVerification(ctx, 'idn_2def', { verification_id: 'ver_2def', code: '424242' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such phone number.
 * @throws {ClerkApiError} 400 when the code was accepted before.
 */
export async function attemptPhoneNumberVerification(
  ctx: Context,
  phoneNumberId: string,
  params: AttemptPhoneNumberVerificationParams,
  options?: RequestOptions,
): Promise<VerificationAttempt> {
  return request(ctx, VerificationAttemptSchema, {
    ...options,
    operation: 'attemptPhoneNumberVerification',
    method: 'POST',
    path: path`/phone_numbers/${phoneNumberId}/attempt_verification`,
    body: params,
  })
}
