import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationMembership,
  OrganizationMembershipSchema,
} from '../../schemas/organizationMembership.ts'

/** Params of {@link listInstanceOrganizationMemberships}. */
export interface ListInstanceOrganizationMembershipsParams {
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. */
  order_by?:
    | Open<OrganizationMembershipOrder | `${'+' | '-'}${OrganizationMembershipOrder}`>
    | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
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
 * Lists the memberships of all organizations of the instance.
 *
 * `GET /organization_memberships` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listInstanceOrganizationMemberships(ctx, { limit: 100 })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listInstanceOrganizationMemberships(
  ctx: Context,
  params?: ListInstanceOrganizationMembershipsParams,
  options?: RequestOptions,
): Promise<Page<OrganizationMembership>> {
  return request(ctx, pageOf(OrganizationMembershipSchema), {
    ...options,
    operation: 'listInstanceOrganizationMemberships',
    method: 'GET',
    path: path`/organization_memberships`,
    query: params,
  })
}
