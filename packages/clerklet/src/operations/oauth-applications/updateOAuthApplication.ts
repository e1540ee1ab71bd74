import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type OAuthApplication, OAuthApplicationSchema } from '../../schemas/oauthApplication.ts'
import type { OAuthApplicationFields } from './oauthApplicationFields.ts'

/** Params of {@link updateOAuthApplication}. */
export interface UpdateOAuthApplicationParams extends OAuthApplicationFields {
  /** At most 256 characters. */
  name?: string | null | undefined
}

/**
 * Changes an OAuth application. Omitted fields are unchanged.
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
