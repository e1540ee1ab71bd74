import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OrganizationInvitation,
  OrganizationInvitationSchema,
} from '../../schemas/organizationInvitation.ts'

/**
 * Retrieves an invitation to an organization.
 *
 * `GET /organizations/{organization_id}/invitations/{invitation_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { status } = await getOrganizationInvitation(ctx, 'org_2abc', 'orginv_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization or invitation.
 */
export async function getOrganizationInvitation(
  ctx: Context,
  organizationId: string,
  invitationId: string,
  options?: RequestOptions,
): Promise<OrganizationInvitation> {
  return request(ctx, OrganizationInvitationSchema, {
    ...options,
    operation: 'getOrganizationInvitation',
    method: 'GET',
    path: path`/organizations/${organizationId}/invitations/${invitationId}`,
  })
}
