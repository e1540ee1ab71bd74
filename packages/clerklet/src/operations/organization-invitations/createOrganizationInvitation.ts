import type {
  MetadataInput,
  OrganizationInvitationPrivateMetadata,
  OrganizationInvitationPublicMetadata,
  RoleKey,
} from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OrganizationInvitation,
  OrganizationInvitationSchema,
} from '../../schemas/organizationInvitation.ts'

/** Params of {@link createOrganizationInvitation}. */
export interface CreateOrganizationInvitationParams {
  /** The e-mail address of the invited person. */
  email_address: string
  /** `user_…`, the user who invites. Must be an admin of the organization. */
  inviter_user_id?: string | null | undefined
  /** The key of the role, such as `org:member`. */
  role: RoleKey
  /** The public metadata, which the membership gets at acceptance. Read by the frontend, written by the backend. */
  public_metadata?: MetadataInput<OrganizationInvitationPublicMetadata> | null | undefined
  /** The private metadata, which the membership gets at acceptance. Read and written by the backend. */
  private_metadata?: MetadataInput<OrganizationInvitationPrivateMetadata> | null | undefined
  /** The URL to which the link in the invitation e-mail redirects. */
  redirect_url?: string | null | undefined
  /** 1 to 365. Default: 30. */
  expires_in_days?: number | null | undefined
  /** Whether to send the invitation e-mail. Default: `true`. */
  notify?: boolean | null | undefined
}

/**
 * Invites someone to join an organization.
 *
 * A person without an account must sign up first.
 *
 * `POST /organizations/{organization_id}/invitations` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await createOrganizationInvitation(ctx, 'org_2abc', {
 *   email_address: 'ada@example.com',
 *   role: 'org:member',
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 * @throws {ClerkApiError} `organization_invitation_not_unique` when the address has a pending invitation to the organization.
 * @throws {ClerkApiError} `already_a_member_in_organization` when the address belongs to a member.
 * @throws {ClerkApiError} `organization_membership_quota_exceeded` when the organization has no free seat.
 */
export async function createOrganizationInvitation(
  ctx: Context,
  organizationId: string,
  params: CreateOrganizationInvitationParams,
  options?: RequestOptions,
): Promise<OrganizationInvitation> {
  return request(ctx, OrganizationInvitationSchema, {
    ...options,
    operation: 'createOrganizationInvitation',
    method: 'POST',
    path: path`/organizations/${organizationId}/invitations`,
    body: params,
  })
}
