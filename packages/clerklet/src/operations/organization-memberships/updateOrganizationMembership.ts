import type { RoleKey } from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OrganizationMembership,
  OrganizationMembershipSchema,
} from '../../schemas/organizationMembership.ts'

/** Params of {@link updateOrganizationMembership}. */
export interface UpdateOrganizationMembershipParams {
  /** The key of the role, such as `org:admin`. */
  role: RoleKey
}

/**
 * Changes the role of a member.
 *
 * Limited to 10 calls in 10 seconds per membership.
 *
 * `PATCH /organizations/{organization_id}/memberships/{user_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateOrganizationMembership(ctx, 'org_2abc', 'user_2abc', { role: 'org:admin' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such membership or role.
 * @throws {ClerkApiError} `organization_minimum_permissions_needed` when no remaining member could manage the members.
 */
export async function updateOrganizationMembership(
  ctx: Context,
  organizationId: string,
  userId: string,
  params: UpdateOrganizationMembershipParams,
  options?: RequestOptions,
): Promise<OrganizationMembership> {
  return request(ctx, OrganizationMembershipSchema, {
    ...options,
    operation: 'updateOrganizationMembership',
    method: 'PATCH',
    path: path`/organizations/${organizationId}/memberships/${userId}`,
    body: params,
  })
}
