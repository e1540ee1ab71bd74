import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type VerificationAttempt,
  VerificationAttemptSchema,
} from '../../schemas/verificationAttempt.ts'

/** Params of {@link attemptEmailAddressVerification}. */
export interface AttemptEmailAddressVerificationParams {
  /** The `id` in the response of `prepareEmailAddressVerification`. */
  verification_id: string
  /** The code from the e-mail. */
  code: string
}

/**
 * Checks the code that was sent to an e-mail address. A correct code marks the address as verified.
 *
 * A wrong or expired code is not an error: check `status` of the response.
 *
 * `POST /email_addresses/{email_address_id}/attempt_verification` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await attemptEmailAddressVerification(ctx, 'idn_2abc', { verification_id: 'ver_2abc', code: '424242' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such e-mail address.
 * @throws {ClerkApiError} 400 when a correct code was submitted before.
 */
export async function attemptEmailAddressVerification(
  ctx: Context,
  emailAddressId: string,
  params: AttemptEmailAddressVerificationParams,
  options?: RequestOptions,
): Promise<VerificationAttempt> {
  return request(ctx, VerificationAttemptSchema, {
    ...options,
    operation: 'attemptEmailAddressVerification',
    method: 'POST',
    path: path`/email_addresses/${emailAddressId}/attempt_verification`,
    body: params,
  })
}
