import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OAuthApplicationWithSecret,
  OAuthApplicationWithSecretSchema,
} from '../../schemas/oauthApplicationWithSecret.ts'

/**
 * Creates a new secret for an OAuth application. Only this response contains the new secret. Replace the old secret in all
 * clients.
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
