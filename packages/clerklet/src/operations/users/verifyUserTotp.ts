import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type TotpVerification, TotpVerificationSchema } from '../../schemas/totpVerification.ts'

/** Params of {@link verifyUserTotp}. */
export interface VerifyUserTotpParams {
  /** The six digits that the authenticator app shows, or a backup code. */
  code: string
}

/**
 * Checks a user's code from the authenticator app, or a user's backup code. A backup code can be used once.
 *
 * `POST /users/{user_id}/verify_totp` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { code_type } = await verifyUserTotp(ctx, 'user_2abc', { code: '123456' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `totp_incorrect_code` when the code is wrong.
 * @throws {ClerkApiError} 400 when the user has not set up an authenticator app.
 */
export async function verifyUserTotp(
  ctx: Context,
  userId: string,
  params: VerifyUserTotpParams,
  options?: RequestOptions,
): Promise<TotpVerification> {
  return request(ctx, TotpVerificationSchema, {
    ...options,
    operation: 'verifyUserTotp',
    method: 'POST',
    path: path`/users/${userId}/verify_totp`,
    body: params,
  })
}
