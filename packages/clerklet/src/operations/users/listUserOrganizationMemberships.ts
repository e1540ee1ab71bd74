import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationMembership,
  OrganizationMembershipSchema,
} from '../../schemas/organizationMembership.ts'

/** Params of {@link listUserOrganizationMemberships}. */
export interface ListUserOrganizationMembershipsParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the organizations that a user belongs to, with the role in each.
 *
 * `GET /users/{user_id}/organization_memberships` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listUserOrganizationMemberships(ctx, 'user_2abc')
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function listUserOrganizationMemberships(
  ctx: Context,
  userId: string,
  params?: ListUserOrganizationMembershipsParams,
  options?: RequestOptions,
): Promise<Page<OrganizationMembership>> {
  return request(ctx, pageOf(OrganizationMembershipSchema), {
    ...options,
    operation: 'listUserOrganizationMemberships',
    method: 'GET',
    path: path`/users/${userId}/organization_memberships`,
    query: params,
  })
}
