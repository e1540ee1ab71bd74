import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationInvitation,
  OrganizationInvitationSchema,
} from '../../schemas/organizationInvitation.ts'

/** Params of {@link listUserOrganizationInvitations}. */
export interface ListUserOrganizationInvitationsParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
  /** One status, or several. Default: all. An empty array is refused. */
  status?: OrganizationInvitationStatus | readonly OrganizationInvitationStatus[] | undefined
}

type OrganizationInvitationStatus = Open<'pending' | 'accepted' | 'revoked' | 'expired'>

/**
 * Lists the invitations of a user to organizations.
 *
 * `GET /users/{user_id}/organization_invitations` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listUserOrganizationInvitations(ctx, 'user_2abc', { status: 'pending' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`, or `status` is an empty array.
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function listUserOrganizationInvitations(
  ctx: Context,
  userId: string,
  params?: ListUserOrganizationInvitationsParams,
  options?: RequestOptions,
): Promise<Page<OrganizationInvitation>> {
  return request(ctx, pageOf(OrganizationInvitationSchema), {
    ...options,
    operation: 'listUserOrganizationInvitations',
    method: 'GET',
    path: path`/users/${userId}/organization_invitations`,
    query: params,
  })
}
