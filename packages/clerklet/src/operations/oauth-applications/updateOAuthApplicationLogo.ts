import type { Context } from '../../core/context.ts'
import { multipart } from '../../core/multipart.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type OAuthApplication, OAuthApplicationSchema } from '../../schemas/oauthApplication.ts'

/** Params of {@link updateOAuthApplicationLogo}. */
export interface UpdateOAuthApplicationLogoParams {
  /** `user_…`, the user who uploads the logo. */
  uploader_user_id?: string | undefined
  /** A JPEG, PNG, GIF or WebP image of at most 10 MB. */
  file: Blob
}

/**
 * Sets the logo of an OAuth application.
 *
 * `PUT /oauth_applications/{oauth_application_id}/logo` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const file = new File([bytes], 'logo.png', { type: 'image/png' })
 * const { client_image_url } = await updateOAuthApplicationLogo(ctx, 'oa_2abc', { file })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such application.
 * @throws {ClerkApiError} `image_too_large` when the file is too large, `unsupported_content_type` when its type is not
 *   supported.
 */
export async function updateOAuthApplicationLogo(
  ctx: Context,
  oauthApplicationId: string,
  params: UpdateOAuthApplicationLogoParams,
  options?: RequestOptions,
): Promise<OAuthApplication> {
  return request(ctx, OAuthApplicationSchema, {
    ...options,
    operation: 'updateOAuthApplicationLogo',
    method: 'PUT',
    path: path`/oauth_applications/${oauthApplicationId}/logo`,
    body: multipart('updateOAuthApplicationLogo', { ...params }),
  })
}
