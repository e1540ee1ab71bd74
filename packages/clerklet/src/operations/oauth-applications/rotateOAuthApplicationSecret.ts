import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OAuthApplicationWithSecret,
  OAuthApplicationWithSecretSchema,
} from '../../schemas/oauthApplicationWithSecret.ts'

/**
 * Gives an OAuth application another secret, which comes with this answer only. Clients that use the old one have to be
 * given the new one.
 *
 * `POST /oauth_applications/{oauth_application_id}/rotate_secret` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { client_secret } = await rotateOAuthApplicationSecret(ctx, 'oa_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such application.
 */
export async function rotateOAuthApplicationSecret(
  ctx: Context,
  oauthApplicationId: string,
  options?: RequestOptions,
): Promise<OAuthApplicationWithSecret> {
  return request(ctx, OAuthApplicationWithSecretSchema, {
    ...options,
    operation: 'rotateOAuthApplicationSecret',
    method: 'POST',
    path: path`/oauth_applications/${oauthApplicationId}/rotate_secret`,
  })
}
