import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type OAuthAccessToken, OAuthAccessTokenSchema } from '../../schemas/oauthAccessToken.ts'

/** Params of {@link listUserOAuthAccessTokens}. */
export interface ListUserOAuthAccessTokensParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the OAuth access tokens of a user for an identity provider. An expired token is refreshed if it has a refresh token.
 *
 * `provider` includes its prefix, such as `oauth_google`.
 *
 * `GET /users/{user_id}/oauth_access_tokens/{provider}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listUserOAuthAccessTokens(ctx, 'user_2abc', 'oauth_google')
 * const token = data[0]?.token
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `oauth_token_provider_not_enabled` when the instance does not use this provider.
 */
export async function listUserOAuthAccessTokens(
  ctx: Context,
  userId: string,
  provider: string,
  params?: ListUserOAuthAccessTokensParams,
  options?: RequestOptions,
): Promise<Page<OAuthAccessToken>> {
  return request(ctx, pageOf(OAuthAccessTokenSchema), {
    ...options,
    operation: 'listUserOAuthAccessTokens',
    method: 'GET',
    path: path`/users/${userId}/oauth_access_tokens/${provider}`,
    query: { ...params, paginated: true },
  })
}
