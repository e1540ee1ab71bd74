import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type SignInToken, SignInTokenSchema } from '../../schemas/signInToken.ts'

/**
 * Revokes a sign-in token that has not been used.
 *
 * `POST /sign_in_tokens/{sign_in_token_id}/revoke` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await revokeSignInToken(ctx, 'sit_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such token.
 * @throws {ClerkApiError} 400 when the token is not pending.
 */
export async function revokeSignInToken(
  ctx: Context,
  signInTokenId: string,
  options?: RequestOptions,
): Promise<SignInToken> {
  return request(ctx, SignInTokenSchema, {
    ...options,
    operation: 'revokeSignInToken',
    method: 'POST',
    path: path`/sign_in_tokens/${signInTokenId}/revoke`,
  })
}
