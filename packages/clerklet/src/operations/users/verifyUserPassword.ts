import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type PasswordVerification,
  PasswordVerificationSchema,
} from '../../schemas/passwordVerification.ts'

/** Params of {@link verifyUserPassword}. */
export interface VerifyUserPasswordParams {
  /** The password in plain text. */
  password: string
}

/**
 * Checks the password of a user. A wrong password throws an error instead of returning `verified: false`.
 *
 * `POST /users/{user_id}/verify_password` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { verified } = await verifyUserPassword(ctx, 'user_2abc', { password })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `incorrect_password` when the password is wrong, `no_password_set` when the user has none.
 */
export async function verifyUserPassword(
  ctx: Context,
  userId: string,
  params: VerifyUserPasswordParams,
  options?: RequestOptions,
): Promise<PasswordVerification> {
  return request(ctx, PasswordVerificationSchema, {
    ...options,
    operation: 'verifyUserPassword',
    method: 'POST',
    path: path`/users/${userId}/verify_password`,
    body: params,
  })
}
