import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OAuthApplicationWithSecret,
  OAuthApplicationWithSecretSchema,
} from '../../schemas/oauthApplicationWithSecret.ts'
import type { OAuthApplicationFields } from './oauthApplicationFields.ts'

/** Params of {@link createOAuthApplication}. */
export interface CreateOAuthApplicationParams extends OAuthApplicationFields {
  /** At most 256 characters. */
  name: string
}

/**
 * Creates an OAuth application. Store its `client_secret`: it cannot be retrieved again.
 *
 * `POST /oauth_applications` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { client_id, client_secret } = await createOAuthApplication(ctx, {
 *   name: 'Ledger',
 *   redirect_uris: ['https://ledger.example.com/callback'],
 * })
 *
 * @throws {ClerkApiError} 403 when the instance does not allow OAuth applications.
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
