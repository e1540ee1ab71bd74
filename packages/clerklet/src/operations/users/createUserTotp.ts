import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Totp, TotpSchema } from '../../schemas/totp.ts'

/**
 * Adds an unverified authenticator app to a user. Only this response contains its secret.
 *
 * `POST /users/{user_id}/totp` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { uri } = await createUserTotp(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 *
 * @deprecated In no published specification since 2025-01-31; the API may refuse it. `totp_secret` of {@link updateUser} sets a
 * known secret.
 */
export async function createUserTotp(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<Totp> {
  return request(ctx, TotpSchema, {
    ...options,
    operation: 'createUserTotp',
    method: 'POST',
    path: path`/users/${userId}/totp`,
  })
}
