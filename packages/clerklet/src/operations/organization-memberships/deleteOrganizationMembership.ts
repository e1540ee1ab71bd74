import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OrganizationMembership,
  OrganizationMembershipSchema,
} from '../../schemas/organizationMembership.ts'

/**
 * Removes a member from an organization; the response is the deleted membership.
 *
 * `DELETE /organizations/{organization_id}/memberships/{user_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteOrganizationMembership(ctx, 'org_2abc', 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such membership.
 */
export async function deleteOrganizationMembership(
  ctx: Context,
  organizationId: string,
  userId: string,
  options?: RequestOptions,
): Promise<OrganizationMembership> {
  return request(ctx, OrganizationMembershipSchema, {
    ...options,
    operation: 'deleteOrganizationMembership',
    method: 'DELETE',
    path: path`/organizations/${organizationId}/memberships/${userId}`,
  })
}
