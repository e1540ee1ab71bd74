import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type OAuthApplication, OAuthApplicationSchema } from '../../schemas/oauthApplication.ts'

/**
 * Retrieves an OAuth application, without its secret.
 *
 * `GET /oauth_applications/{oauth_application_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { redirect_uris } = await getOAuthApplication(ctx, 'oa_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such application.
 */
export async function getOAuthApplication(
  ctx: Context,
  oauthApplicationId: string,
  options?: RequestOptions,
): Promise<OAuthApplication> {
  return request(ctx, OAuthApplicationSchema, {
    ...options,
    operation: 'getOAuthApplication',
    method: 'GET',
    path: path`/oauth_applications/${oauthApplicationId}`,
  })
}
