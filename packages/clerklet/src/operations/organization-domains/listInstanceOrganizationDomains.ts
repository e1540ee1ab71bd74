import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { commaSeparated } from '../../core/query.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationDomain,
  OrganizationDomainSchema,
} from '../../schemas/organizationDomain.ts'

/** What {@link listInstanceOrganizationDomains} takes. */
export interface ListInstanceOrganizationDomainsParams {
  organization_id?: string | undefined
  /** A string in this place. */
  verified?: Open<'true' | 'false'> | undefined
  /** Any of these. A leading `-` excludes that mode. */
  enrollment_mode?:
    | readonly Open<OrganizationDomainEnrollmentMode | `-${OrganizationDomainEnrollmentMode}`>[]
    | undefined
  /** Part of a domain name, or the whole id of an organization. Not empty. */
  query?: string | undefined
  /** Names in full. */
  domains?: readonly string[] | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?: Open<OrganizationDomainOrder | `${'+' | '-'}${OrganizationDomainOrder}`> | undefined
  /**
   * 1 to 500. Default: 10, or one for each value of `domains` when there are more. `Infinity` asks for the
   * largest page.
   */
  limit?: number | undefined
  /** How many to skip. */
  offset?: number | undefined
}

type OrganizationDomainEnrollmentMode =
  | 'manual_invitation'
  | 'automatic_invitation'
  | 'automatic_suggestion'
  | 'enterprise_sso'

type OrganizationDomainOrder = 'name' | 'created_at'

/**
 * Lists the e-mail domains of all organizations of the instance, the newest first unless told otherwise.
 *
 * `GET /organization_domains` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listInstanceOrganizationDomains(ctx, {
 *   enrollment_mode: ['automatic_invitation', 'automatic_suggestion'],
 * })
 *
 * @throws {ClerkConfigError} when `limit` is not 1 to 500, or a filter is an empty array.
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
