import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OAuthApplicationSettings,
  OAuthApplicationSettingsSchema,
} from '../../schemas/oauthApplicationSettings.ts'

/** What {@link updateInstanceOAuthApplicationSettings} takes. */
export interface UpdateInstanceOAuthApplicationSettingsParams {
  /** Lets clients register themselves (RFC 7591). */
  dynamic_oauth_client_registration?: boolean | null | undefined
  /**
   * For clients that register themselves and name no scopes: built-in and custom ones, none twice, without
   * `offline_access`. `[]` or `null` goes back to the defaults of Clerk.
   */
  default_scopes?: readonly string[] | null | undefined
  /** Issues JWTs rather than opaque access tokens. */
  oauth_jwt_access_tokens?: boolean | null | undefined
  /** Lets access tokens carry an `aud` claim from the `resource` of the request (RFC 8707). */
  aud_claim_enabled?: boolean | null | undefined
  /** Requires PKCE with S256 for every new authorization code request. */
  pkce_required?: boolean | null | undefined
  /** Tells clients that Client ID Metadata Documents are supported. */
  client_id_metadata_documents_advertised?: boolean | null | undefined
  /** Refuses clients of that kind that are not known yet. */
  client_id_metadata_documents_only_allow_pre_registered_clients?: boolean | null | undefined
  /** Refuses clients of that kind that nobody has allowed explicitly. Tokens issued before stay valid. */
  client_id_metadata_documents_block_implicitly_allowed_clients?: boolean | null | undefined
}

/**
 * Changes what is given and leaves the rest.
 *
 * `PATCH /instance/oauth_application_settings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateInstanceOAuthApplicationSettings(ctx, { oauth_jwt_access_tokens: true })
 *
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateInstanceOAuthApplicationSettings(
  ctx: Context,
  params: UpdateInstanceOAuthApplicationSettingsParams,
  options?: RequestOptions,
): Promise<OAuthApplicationSettings> {
  return request(ctx, OAuthApplicationSettingsSchema, {
    ...options,
    operation: 'updateInstanceOAuthApplicationSettings',
    method: 'PATCH',
    path: path`/instance/oauth_application_settings`,
    body: params,
  })
}
