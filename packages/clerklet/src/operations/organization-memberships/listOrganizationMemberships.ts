import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationMembership,
  OrganizationMembershipSchema,
} from '../../schemas/organizationMembership.ts'

/** Params of {@link listOrganizationMemberships}. */
export interface ListOrganizationMembershipsParams {
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. */
  order_by?:
    | Open<OrganizationMembershipOrder | `${'+' | '-'}${OrganizationMembershipOrder}`>
    | undefined
  /** Only these users, at most 100 ids. A leading `-` excludes a user. */
  user_id?: readonly string[] | undefined
  /** Only members with one of these e-mail addresses. At most 100. */
  email_address?: readonly string[] | undefined
  /** Only members with one of these phone numbers, in E.164 format with the leading `+`. At most 100. */
  phone_number?: readonly string[] | undefined
  /** Only members with one of these usernames. At most 100. */
  username?: readonly string[] | undefined
  /** Only members with one of these web3 wallets. At most 100. */
  web3_wallet?: readonly string[] | undefined
  /** Only members with one of these roles: keys such as `org:admin`. At most 100. */
  role?: readonly string[] | undefined
  /** Part of a name, e-mail address, phone number, username or web3 wallet, or of a user id. */
  query?: string | undefined
  /** Part of an e-mail address. */
  email_address_query?: string | undefined
  /** Part of a phone number. */
  phone_number_query?: string | undefined
  /** Part of a username. */
  username_query?: string | undefined
  /** Part of a first or last name. */
  name_query?: string | undefined
  /** Epoch milliseconds, or a `Date`. */
  last_active_at_before?: number | Date | undefined
  /** Epoch milliseconds, or a `Date`. */
  last_active_at_after?: number | Date | undefined
  /** Epoch milliseconds, or a `Date`. */
  created_at_before?: number | Date | undefined
  /** Epoch milliseconds, or a `Date`. */
  created_at_after?: number | Date | undefined
  /**
   * 1 to 500. Default: 10, or the number of values in `user_id`, `email_address`, `phone_number`, `username` and `web3_wallet`
   * when that is larger. `Infinity` requests the largest page.
   */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type OrganizationMembershipOrder =
  | 'phone_number'
  | 'email_address'
  | 'created_at'
  | 'first_name'
  | 'last_name'
  | 'username'

/**
 * Lists the members of an organization, with the role of each.
 *
 * `GET /organizations/{organization_id}/memberships` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listOrganizationMemberships(ctx, 'org_2abc', { role: ['org:admin'] })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`, or a filter is an empty array.
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 */
export async function listOrganizationMemberships(
  ctx: Context,
  organizationId: string,
  params?: ListOrganizationMembershipsParams,
  options?: RequestOptions,
): Promise<Page<OrganizationMembership>> {
  return request(ctx, pageOf(OrganizationMembershipSchema), {
    ...options,
    operation: 'listOrganizationMemberships',
    method: 'GET',
    path: path`/organizations/${organizationId}/memberships`,
    query: params,
    idFilters: ['user_id', 'email_address', 'phone_number', 'username', 'web3_wallet'],
  })
}
