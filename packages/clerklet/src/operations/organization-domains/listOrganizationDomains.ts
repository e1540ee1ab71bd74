import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import {
  type OrganizationDomain,
  OrganizationDomainSchema,
} from '../../schemas/organizationDomain.ts'

/** Params of {@link listOrganizationDomains}. */
export interface ListOrganizationDomainsParams {
  /** Whether the listed domains are verified. A string, not a boolean. */
  verified?: Open<'true' | 'false'> | undefined
  /** The enrollment mode of the listed domains. A leading `-` excludes the mode. */
  enrollment_mode?:
    | Open<OrganizationDomainEnrollmentMode | `-${OrganizationDomainEnrollmentMode}`>
    | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type OrganizationDomainEnrollmentMode =
  | 'manual_invitation'
  | 'automatic_invitation'
  | 'automatic_suggestion'
  | 'enterprise_sso'

/**
 * Lists the e-mail domains of an organization.
 *
 * `GET /organizations/{organization_id}/domains` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listOrganizationDomains(ctx, 'org_2abc', { verified: 'true' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `form_…` codes when a filter is refused.
 */
export async function listOrganizationDomains(
  ctx: Context,
  organizationId: string,
  params?: ListOrganizationDomainsParams,
  options?: RequestOptions,
): Promise<Page<OrganizationDomain>> {
  return request(ctx, pageOf(OrganizationDomainSchema), {
    ...options,
    operation: 'listOrganizationDomains',
    method: 'GET',
    path: path`/organizations/${organizationId}/domains`,
    query: params,
  })
}
