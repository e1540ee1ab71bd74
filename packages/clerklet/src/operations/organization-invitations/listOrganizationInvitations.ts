import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationInvitation,
  OrganizationInvitationSchema,
} from '../../schemas/organizationInvitation.ts'

/** Params of {@link listOrganizationInvitations}. */
export interface ListOrganizationInvitationsParams {
  /** One status, or several. An empty array is refused. */
  status?: OrganizationInvitationStatus | readonly OrganizationInvitationStatus[] | undefined
  /** The complete e-mail address of the invited person. */
  email_address?: string | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?:
    | Open<OrganizationInvitationOrder | `${'+' | '-'}${OrganizationInvitationOrder}`>
    | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type OrganizationInvitationStatus = Open<'pending' | 'accepted' | 'revoked' | 'expired'>

type OrganizationInvitationOrder = 'created_at' | 'email_address'

/**
 * Lists the invitations of an organization, the newest first by default. Invitations that result from a domain of the
 * organization are not listed.
 *
 * `GET /organizations/{organization_id}/invitations` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listOrganizationInvitations(ctx, 'org_2abc', { status: ['pending', 'expired'] })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`, or `status` is an empty array.
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listOrganizationInvitations(
  ctx: Context,
  organizationId: string,
  params?: ListOrganizationInvitationsParams,
  options?: RequestOptions,
): Promise<Page<OrganizationInvitation>> {
  return request(ctx, pageOf(OrganizationInvitationSchema), {
    ...options,
    operation: 'listOrganizationInvitations',
    method: 'GET',
    path: path`/organizations/${organizationId}/invitations`,
    query: params,
  })
}
