import type {
  MetadataInput,
  OrganizationMembershipPrivateMetadata,
  OrganizationMembershipPublicMetadata,
  RoleKey,
} from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OrganizationMembership,
  OrganizationMembershipSchema,
} from '../../schemas/organizationMembership.ts'

/** Params of {@link createOrganizationMembership}. */
export interface CreateOrganizationMembershipParams {
  /** `user_…`, a user who is not yet a member of the organization. */
  user_id: string
  /** The key of the role, such as `org:member`. */
  role: RoleKey
  /** Read by the frontend, written by the backend. At most 8 KB. */
  public_metadata?: MetadataInput<OrganizationMembershipPublicMetadata> | null | undefined
  /** Read and written by the backend. At most 8 KB. */
  private_metadata?: MetadataInput<OrganizationMembershipPrivateMetadata> | null | undefined
}

/**
 * Makes a user a member of an organization, without an invitation.
 *
 * `POST /organizations/{organization_id}/memberships` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await createOrganizationMembership(ctx, 'org_2abc', { user_id: 'user_2def', role: 'org:member' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization, user or role.
 * @throws {ClerkApiError} `already_a_member_in_organization` when the user is a member, `organization_membership_quota_exceeded`
 *   when there is no free seat.
 */
export async function createOrganizationMembership(
  ctx: Context,
  organizationId: string,
  params: CreateOrganizationMembershipParams,
  options?: RequestOptions,
): Promise<OrganizationMembership> {
  return request(ctx, OrganizationMembershipSchema, {
    ...options,
    operation: 'createOrganizationMembership',
    method: 'POST',
    path: path`/organizations/${organizationId}/memberships`,
    body: params,
  })
}
