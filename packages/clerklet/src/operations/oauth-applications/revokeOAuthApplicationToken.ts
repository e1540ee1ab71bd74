import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'

/** Params of {@link revokeOAuthApplicationToken}. */
export interface RevokeOAuthApplicationTokenParams {
  /** An opaque access token, or a refresh token. */
  token: string
}

/**
 * Revokes a token and all other tokens of the same grant. The response is empty.
 *
 * Access tokens that are JWTs cannot be revoked.
 *
 * `POST /oauth_applications/{oauth_application_id}/revoke_token` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await revokeOAuthApplicationToken(ctx, 'oa_2abc', { token: 'oat_0123' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such application or token.
 */
export async function revokeOAuthApplicationToken(
  ctx: Context,
  oauthApplicationId: string,
  params: RevokeOAuthApplicationTokenParams,
  options?: RequestOptions,
): Promise<undefined> {
  return request(ctx, undefined, {
    ...options,
    operation: 'revokeOAuthApplicationToken',
    method: 'POST',
    path: path`/oauth_applications/${oauthApplicationId}/revoke_token`,
    body: params,
  })
}
