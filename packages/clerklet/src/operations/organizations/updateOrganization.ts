import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Organization, OrganizationSchema } from '../../schemas/organization.ts'

/** Params of {@link updateOrganization}. */
export interface UpdateOrganizationParams {
  /** At most 256 characters, without URLs and HTML. */
  name?: string | null | undefined
  /** Unique within the instance. */
  slug?: string | null | undefined
  /** The largest number of members; `0` for no limit. */
  max_allowed_memberships?: number | null | undefined
  /** Whether admins may delete the organization in the frontend. */
  admin_delete_enabled?: boolean | null | undefined
  /** Whether the organization may set up its own enterprise SSO. The instance must have the feature. */
  self_serve_sso_enabled?: boolean | null | undefined
  /** A custom time of creation: RFC 3339, or a `Date`. */
  created_at?: string | Date | null | undefined
  /** The key of the role set, such as `role_set:default`. Members keep their roles if the new set contains these roles. */
  role_set_key?: string | null | undefined
}

/**
 * Changes an organization. Omitted fields are unchanged.
 *
 * Since API version 2026-05-12, this operation does not change metadata: use {@link mergeOrganizationMetadata} or
 * {@link replaceOrganizationMetadata}. Limited to 10 calls in 10 seconds per organization.
 *
 * `PATCH /organizations/{organization_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateOrganization(ctx, 'org_2abc', { max_allowed_memberships: 20 })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateOrganization(
  ctx: Context,
  organizationId: string,
  params: UpdateOrganizationParams,
  options?: RequestOptions,
): Promise<Organization> {
  return request(ctx, OrganizationSchema, {
    ...options,
    operation: 'updateOrganization',
    method: 'PATCH',
    path: path`/organizations/${organizationId}`,
    body: params,
  })
}
