import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Organization, OrganizationSchema } from '../../schemas/organization.ts'

/** Params of {@link getOrganization}. */
export interface GetOrganizationParams {
  /** Whether the response has `members_count`. Default: `false`. */
  include_members_count?: boolean | undefined
  /** Whether the response has `missing_member_with_elevated_permissions`. Default: `false`. */
  include_missing_member_with_elevated_permissions?: boolean | undefined
}

/**
 * Retrieves an organization, by its id or its slug.
 *
 * `GET /organizations/{organization_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const organization = await getOrganization(ctx, 'analytical-engines', { include_members_count: true })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 */
export async function getOrganization(
  ctx: Context,
  organizationIdOrSlug: string,
  params?: GetOrganizationParams,
  options?: RequestOptions,
): Promise<Organization> {
  return request(ctx, OrganizationSchema, {
    ...options,
    operation: 'getOrganization',
    method: 'GET',
    path: path`/organizations/${organizationIdOrSlug}`,
    query: params,
  })
}
