import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OAuthApplicationSettings,
  OAuthApplicationSettingsSchema,
} from '../../schemas/oauthApplicationSettings.ts'

/**
 * Retrieves the settings that apply to all OAuth applications of the instance.
 *
 * `GET /instance/oauth_application_settings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { default_scopes } = await getInstanceOAuthApplicationSettings(ctx)
 *
 * @throws {ClerkApiError} `clerk_key_invalid` when the secret key belongs to no instance.
 */
export async function getInstanceOAuthApplicationSettings(
  ctx: Context,
  options?: RequestOptions,
): Promise<OAuthApplicationSettings> {
  return request(ctx, OAuthApplicationSettingsSchema, {
    ...options,
    operation: 'getInstanceOAuthApplicationSettings',
    method: 'GET',
    path: path`/instance/oauth_application_settings`,
  })
}
