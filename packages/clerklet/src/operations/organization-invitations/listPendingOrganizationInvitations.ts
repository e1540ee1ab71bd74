import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationInvitation,
  OrganizationInvitationSchema,
} from '../../schemas/organizationInvitation.ts'

/** Params of {@link listPendingOrganizationInvitations}. */
export interface ListPendingOrganizationInvitationsParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the pending invitations of an organization.
 *
 * `GET /organizations/{organization_id}/invitations/pending` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API: use `listOrganizationInvitations` with `status: 'pending'`.
 *
 * @example
 * const { data } = await listPendingOrganizationInvitations(ctx, 'org_2abc')
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 */
export async function listPendingOrganizationInvitations(
  ctx: Context,
  organizationId: string,
  params?: ListPendingOrganizationInvitationsParams,
  options?: RequestOptions,
): Promise<Page<OrganizationInvitation>> {
  return request(ctx, pageOf(OrganizationInvitationSchema), {
    ...options,
    operation: 'listPendingOrganizationInvitations',
    method: 'GET',
    path: path`/organizations/${organizationId}/invitations/pending`,
    query: params,
  })
}
