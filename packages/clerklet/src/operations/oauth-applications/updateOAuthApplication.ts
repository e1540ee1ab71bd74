import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type OAuthApplication, OAuthApplicationSchema } from '../../schemas/oauthApplication.ts'

/** What {@link updateOAuthApplication} takes. */
export interface UpdateOAuthApplicationParams {
  /** At most 256 characters. */
  name?: string | null | undefined
  /** In full, with a scheme such as `https:` or one of your own. */
  redirect_uris?: string[] | null | undefined
  /** @deprecated Use `redirect_uris`. */
  callback_url?: string | null | undefined
  /** Separated by spaces: `profile`, `email`, `public_metadata`, `private_metadata`. Default: `profile email`. */
  scopes?: string | null | undefined
  /** Asks users before it lets the client in. Cannot be turned off for a client that registered itself. */
  consent_screen_enabled?: boolean | null | undefined
  pkce_required?: boolean | null | undefined
  /** A public client has no secret and uses PKCE. */
  public?: boolean | null | undefined
}

/**
 * Changes what is given and leaves the rest.
 *
 * `PATCH /oauth_applications/{oauth_application_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateOAuthApplication(ctx, 'oa_2abc', { name: 'General ledger' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such application.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateOAuthApplication(
  ctx: Context,
  oauthApplicationId: string,
  params: UpdateOAuthApplicationParams,
  options?: RequestOptions,
): Promise<OAuthApplication> {
  return request(ctx, OAuthApplicationSchema, {
    ...options,
    operation: 'updateOAuthApplication',
    method: 'PATCH',
    path: path`/oauth_applications/${oauthApplicationId}`,
    body: params,
  })
}
