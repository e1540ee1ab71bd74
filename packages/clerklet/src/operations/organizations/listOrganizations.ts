import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type Organization, OrganizationSchema } from '../../schemas/organization.ts'

/** Params of {@link listOrganizations}. */
export interface ListOrganizationsParams {
  /** Whether the response has `members_count`. Default: `false`. */
  include_members_count?: boolean | undefined
  /** Whether the response has `missing_member_with_elevated_permissions`. Default: `false`. */
  include_missing_member_with_elevated_permissions?: boolean | undefined
  /** Part of a name or a slug, or a whole id. */
  query?: string | undefined
  /** Only organizations with one of these users as a member. A leading `-` excludes the organizations of a user. */
  user_id?: readonly string[] | undefined
  /** Only these organizations, at most 100 ids. A leading `-` excludes an organization. */
  organization_id?: readonly string[] | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?: Open<OrganizationOrder | `${'+' | '-'}${OrganizationOrder}`> | undefined
  /**
   * 1 to 500. Default: 10, or the number of values in `organization_id` when that is larger. `Infinity` requests the largest
   * page.
   */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type OrganizationOrder = 'name' | 'created_at' | 'members_count'

/**
 * Lists organizations, the newest first by default.
 *
 * To read all pages use `paginate(listOrganizations, ctx)`.
 *
 * `GET /organizations` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listOrganizations(ctx, { include_members_count: true, order_by: '-members_count' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`, or a filter is an empty array.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listOrganizations(
  ctx: Context,
  params?: ListOrganizationsParams,
  options?: RequestOptions,
): Promise<Page<Organization>> {
  return request(ctx, pageOf(OrganizationSchema), {
    ...options,
    operation: 'listOrganizations',
    method: 'GET',
    path: path`/organizations`,
    query: params,
    idFilters: ['organization_id'],
  })
}
