import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type VerifiedOAuthAccessToken,
  VerifiedOAuthAccessTokenSchema,
} from '../../schemas/verifiedOAuthAccessToken.ts'

/** Params of {@link verifyOAuthAccessToken}. */
export interface VerifyOAuthAccessTokenParams {
  /** The token to verify, such as `oat_…`. */
  access_token?: string | undefined
  /** @deprecated Use `access_token`. */
  secret?: string | undefined
}

/**
 * Verifies an OAuth access token of a client with a request to the API.
 *
 * The response may be `{ active: false }`, or a token that is revoked or expired. Check `active`, `revoked` and `expired`.
 * `authenticateRequest` of `clerklet/verify` checks these fields, too.
 *
 * `POST /oauth_applications/access_tokens/verify` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const token = await verifyOAuthAccessToken(ctx, { access_token: 'oat_0123' })
 * if (token.active === false || token.revoked || token.expired) throw new Error('Not signed in')
 * console.log(token.subject, token.scopes)
 *
 * @throws {ClerkApiError} 404 when there is no such token.
 */
export async function verifyOAuthAccessToken(
  ctx: Context,
  params: VerifyOAuthAccessTokenParams,
  options?: RequestOptions,
): Promise<VerifiedOAuthAccessToken> {
  return request(ctx, VerifiedOAuthAccessTokenSchema, {
    ...options,
    operation: 'verifyOAuthAccessToken',
    method: 'POST',
    path: path`/oauth_applications/access_tokens/verify`,
    body: params,
  })
}
