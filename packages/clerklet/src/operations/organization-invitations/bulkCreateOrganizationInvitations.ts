import type {
  MetadataInput,
  OrganizationInvitationPrivateMetadata,
  OrganizationInvitationPublicMetadata,
  RoleKey,
} from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationInvitation,
  OrganizationInvitationSchema,
} from '../../schemas/organizationInvitation.ts'

/** One invitation of {@link bulkCreateOrganizationInvitations}. */
export interface BulkCreateOrganizationInvitationsItem {
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

/** Params of {@link bulkCreateOrganizationInvitations}: 1 to 10 invitations. */
export type BulkCreateOrganizationInvitationsParams =
  readonly BulkCreateOrganizationInvitationsItem[]

/**
 * Invites 1 to 10 people to an organization.
 *
 * The response is a page, while other bulk operations return an array.
 *
 * `POST /organizations/{organization_id}/invitations/bulk` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await bulkCreateOrganizationInvitations(ctx, 'org_2abc', [
 *   { email_address: 'ada@example.com', role: 'org:admin' },
 *   { email_address: 'alan@example.com', role: 'org:member' },
 * ])
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 * @throws {ClerkApiError} `bulk_size_exceeded` for more than 10 invitations.
 * @throws {ClerkApiError} `organization_invitation_not_unique` when an address has a pending invitation.
 */
export async function bulkCreateOrganizationInvitations(
  ctx: Context,
  organizationId: string,
  params: BulkCreateOrganizationInvitationsParams,
  options?: RequestOptions,
): Promise<Page<OrganizationInvitation>> {
  return request(ctx, pageOf(OrganizationInvitationSchema), {
    ...options,
    operation: 'bulkCreateOrganizationInvitations',
    method: 'POST',
    path: path`/organizations/${organizationId}/invitations/bulk`,
    body: params,
  })
}
