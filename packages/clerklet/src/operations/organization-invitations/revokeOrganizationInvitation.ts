import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OrganizationInvitation,
  OrganizationInvitationSchema,
} from '../../schemas/organizationInvitation.ts'

/** Params of {@link revokeOrganizationInvitation}. */
export interface RevokeOrganizationInvitationParams {
  /** `user_…`, the user who revokes the invitation. Must be an admin of the organization. */
  requesting_user_id?: string | null | undefined
}

/**
 * Revokes a pending invitation: its link stops working.
 *
 * `POST /organizations/{organization_id}/invitations/{invitation_id}/revoke` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await revokeOrganizationInvitation(ctx, 'org_2abc', 'orginv_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization or invitation.
 * @throws {ClerkApiError} `organization_invitation_not_pending` when the invitation is not pending.
 */
export async function revokeOrganizationInvitation(
  ctx: Context,
  organizationId: string,
  invitationId: string,
  params?: RevokeOrganizationInvitationParams,
  options?: RequestOptions,
): Promise<OrganizationInvitation> {
  return request(ctx, OrganizationInvitationSchema, {
    ...options,
    operation: 'revokeOrganizationInvitation',
    method: 'POST',
    path: path`/organizations/${organizationId}/invitations/${invitationId}/revoke`,
    body: params,
  })
}
