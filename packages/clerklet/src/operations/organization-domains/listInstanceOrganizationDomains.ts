import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { commaSeparated } from '../../core/query.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationDomain,
  OrganizationDomainSchema,
} from '../../schemas/organizationDomain.ts'

/** Params of {@link listInstanceOrganizationDomains}. */
export interface ListInstanceOrganizationDomainsParams {
  /** `org_…`: only domains of this organization. */
  organization_id?: string | undefined
  /** Whether the listed domains are verified. A string, not a boolean. */
  verified?: Open<'true' | 'false'> | undefined
  /** The enrollment modes of the listed domains. A leading `-` excludes a mode. */
  enrollment_mode?:
    | readonly Open<OrganizationDomainEnrollmentMode | `-${OrganizationDomainEnrollmentMode}`>[]
    | undefined
  /** Part of a domain name, or the whole id of an organization. Not empty. */
  query?: string | undefined
  /** The complete names of the listed domains. */
  domains?: readonly string[] | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?: Open<OrganizationDomainOrder | `${'+' | '-'}${OrganizationDomainOrder}`> | undefined
  /** 1 to 500. Default: 10, or the number of values in `domains` when that is larger. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type OrganizationDomainEnrollmentMode =
  | 'manual_invitation'
  | 'automatic_invitation'
  | 'automatic_suggestion'
  | 'enterprise_sso'

type OrganizationDomainOrder = 'name' | 'created_at'

/**
 * Lists the e-mail domains of all organizations of the instance, the newest first by default.
 *
 * `GET /organization_domains` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listInstanceOrganizationDomains(ctx, {
 *   enrollment_mode: ['automatic_invitation', 'automatic_suggestion'],
 * })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`, or a filter is an empty array.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listInstanceOrganizationDomains(
  ctx: Context,
  params?: ListInstanceOrganizationDomainsParams,
  options?: RequestOptions,
): Promise<Page<OrganizationDomain>> {
  return request(ctx, pageOf(OrganizationDomainSchema), {
    ...options,
    operation: 'listInstanceOrganizationDomains',
    method: 'GET',
    path: path`/organization_domains`,
    query: { ...params, enrollment_mode: commaSeparated(params?.enrollment_mode) },
    idFilters: ['domains'],
  })
}
