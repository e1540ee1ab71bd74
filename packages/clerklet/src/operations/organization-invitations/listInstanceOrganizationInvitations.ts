import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationInvitation,
  OrganizationInvitationSchema,
} from '../../schemas/organizationInvitation.ts'

/** Params of {@link listInstanceOrganizationInvitations}. */
export interface ListInstanceOrganizationInvitationsParams {
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?:
    | Open<OrganizationInvitationOrder | `${'+' | '-'}${OrganizationInvitationOrder}`>
    | undefined
  /** One status, or several. An empty array is refused. */
  status?: OrganizationInvitationStatus | readonly OrganizationInvitationStatus[] | undefined
  /** Part of an e-mail address. */
  query?: string | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type OrganizationInvitationStatus = Open<'pending' | 'accepted' | 'revoked' | 'expired'>

type OrganizationInvitationOrder = 'created_at' | 'email_address'

/**
 * Lists the invitations of all organizations of the instance, the newest first by default.
 *
 * `GET /organization_invitations` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listInstanceOrganizationInvitations(ctx, { status: 'pending', limit: 100 })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`, or `status` is an empty array.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listInstanceOrganizationInvitations(
  ctx: Context,
  params?: ListInstanceOrganizationInvitationsParams,
  options?: RequestOptions,
): Promise<Page<OrganizationInvitation>> {
  return request(ctx, pageOf(OrganizationInvitationSchema), {
    ...options,
    operation: 'listInstanceOrganizationInvitations',
    method: 'GET',
    path: path`/organization_invitations`,
    query: params,
  })
}
