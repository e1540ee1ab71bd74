import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OAuthApplicationWithSecret,
  OAuthApplicationWithSecretSchema,
} from '../../schemas/oauthApplicationWithSecret.ts'

/** What {@link createOAuthApplication} takes. */
export interface CreateOAuthApplicationParams {
  /** At most 256 characters. */
  name: string
  /** In full, with a scheme such as `https:` or one of your own. */
  redirect_uris?: string[] | null | undefined
  /** @deprecated Use `redirect_uris`. */
  callback_url?: string | null | undefined
  /** Separated by spaces: `profile`, `email`, `public_metadata`, `private_metadata`. Default: `profile email`. */
  scopes?: string | null | undefined
  /** Asks users before it lets the client in. Default: `true`. */
  consent_screen_enabled?: boolean | null | undefined
  /** Default: `false`. */
  pkce_required?: boolean | null | undefined
  /** A public client has no secret and uses PKCE. */
  public?: boolean | null | undefined
}

/**
 * Creates an OAuth application. Its `client_secret` comes with this answer only.
 *
 * `POST /oauth_applications` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { client_id, client_secret } = await createOAuthApplication(ctx, {
 *   name: 'Ledger',
 *   redirect_uris: ['https://ledger.example.com/callback'],
 * })
 *
 * @throws {ClerkApiError} 403 when the instance does not allow it.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createOAuthApplication(
  ctx: Context,
  params: CreateOAuthApplicationParams,
  options?: RequestOptions,
): Promise<OAuthApplicationWithSecret> {
  return request(ctx, OAuthApplicationWithSecretSchema, {
    ...options,
    operation: 'createOAuthApplication',
    method: 'POST',
    path: path`/oauth_applications`,
    body: params,
  })
}
