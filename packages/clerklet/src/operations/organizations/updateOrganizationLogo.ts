import type { Context } from '../../core/context.ts'
import { multipart } from '../../core/multipart.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OrganizationWithLogo,
  OrganizationWithLogoSchema,
} from '../../schemas/organizationWithLogo.ts'

/** Params of {@link updateOrganizationLogo}. */
export interface UpdateOrganizationLogoParams {
  /** `user_…`, the user who uploads the logo. */
  uploader_user_id?: string | undefined
  /** A JPEG, PNG, GIF or WebP image of at most 10 MB. */
  file: Blob
}

/**
 * Sets the logo of an organization.
 *
 * `PUT /organizations/{organization_id}/logo` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const file = new File([bytes], 'logo.png', { type: 'image/png' })
 * const organization = await updateOrganizationLogo(ctx, 'org_2abc', { file })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 * @throws {ClerkApiError} `image_too_large` when the file is too large, `unsupported_content_type` when its type is not
 *   supported.
 */
export async function updateOrganizationLogo(
  ctx: Context,
  organizationId: string,
  params: UpdateOrganizationLogoParams,
  options?: RequestOptions,
): Promise<OrganizationWithLogo> {
  return request(ctx, OrganizationWithLogoSchema, {
    ...options,
    operation: 'updateOrganizationLogo',
    method: 'PUT',
    path: path`/organizations/${organizationId}/logo`,
    body: multipart('updateOrganizationLogo', { ...params }),
  })
}
