import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type VerificationAttempt,
  VerificationAttemptSchema,
} from '../../schemas/verificationAttempt.ts'

/**
 * Sends a code to an e-mail address.
 *
 * Pass {@link VerificationAttempt.id} and the code to `attemptEmailAddressVerification`.
 *
 * `POST /email_addresses/{email_address_id}/prepare_verification` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { id } = await prepareEmailAddressVerification(ctx, 'idn_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such e-mail address.
 */
export async function prepareEmailAddressVerification(
  ctx: Context,
  emailAddressId: string,
  options?: RequestOptions,
): Promise<VerificationAttempt> {
  return request(ctx, VerificationAttemptSchema, {
    ...options,
    operation: 'prepareEmailAddressVerification',
    method: 'POST',
    path: path`/email_addresses/${emailAddressId}/prepare_verification`,
  })
}
