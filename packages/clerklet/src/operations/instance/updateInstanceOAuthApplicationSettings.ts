import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OAuthApplicationSettings,
  OAuthApplicationSettingsSchema,
} from '../../schemas/oauthApplicationSettings.ts'

/** Params of {@link updateInstanceOAuthApplicationSettings}. */
export interface UpdateInstanceOAuthApplicationSettingsParams {
  /** Whether clients may register themselves (RFC 7591). */
  dynamic_oauth_client_registration?: boolean | null | undefined
  /**
   * The scopes of clients that register themselves without scopes. Duplicates and `offline_access` are refused. `[]` or `null`
   * restores Clerk's defaults.
   */
  default_scopes?: readonly string[] | null | undefined
  /** Whether access tokens are JWTs. Otherwise they are opaque. */
  oauth_jwt_access_tokens?: boolean | null | undefined
  /** Whether access tokens have an `aud` claim with the `resource` of the request (RFC 8707). */
  aud_claim_enabled?: boolean | null | undefined
  /** Whether every new authorization code request needs PKCE with S256. */
  pkce_required?: boolean | null | undefined
  /** Whether the authorization server metadata announces support for Client ID Metadata Documents. */
  client_id_metadata_documents_advertised?: boolean | null | undefined
  /** Whether unknown clients with a Client ID Metadata Document are refused. Known clients are still accepted. */
  client_id_metadata_documents_only_allow_pre_registered_clients?: boolean | null | undefined
  /**
   * Whether clients with a Client ID Metadata Document are refused unless they were allowed explicitly. Tokens that were
   * already issued stay valid.
   */
  client_id_metadata_documents_block_implicitly_allowed_clients?: boolean | null | undefined
}

/**
 * Changes the settings that apply to all OAuth applications of the instance. Omitted fields are unchanged.
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
