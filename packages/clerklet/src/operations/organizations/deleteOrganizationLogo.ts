import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Organization, OrganizationSchema } from '../../schemas/organization.ts'

/**
 * Removes the logo of an organization. The response is the organization.
 *
 * `DELETE /organizations/{organization_id}/logo` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteOrganizationLogo(ctx, 'org_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 * @throws {ClerkApiError} `image_not_found` when the organization has no logo.
 */
export async function deleteOrganizationLogo(
  ctx: Context,
  organizationId: string,
  options?: RequestOptions,
): Promise<Organization> {
  return request(ctx, OrganizationSchema, {
    ...options,
    operation: 'deleteOrganizationLogo',
    method: 'DELETE',
    path: path`/organizations/${organizationId}/logo`,
  })
}
