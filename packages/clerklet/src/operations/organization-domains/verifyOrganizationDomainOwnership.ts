import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OrganizationDomain,
  OrganizationDomainSchema,
} from '../../schemas/organizationDomain.ts'

/**
 * Marks a domain as owned by the organization without checking a DNS record. The strategy of its `ownership_verification`
 * becomes `manual_override`. A second call changes nothing.
 *
 * `POST /organizations/{organization_id}/domains/{domain_id}/verify_ownership` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { ownership_verification } = await verifyOrganizationDomainOwnership(ctx, 'org_2abc', 'orgdmn_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization or domain.
 */
export async function verifyOrganizationDomainOwnership(
  ctx: Context,
  organizationId: string,
  domainId: string,
  options?: RequestOptions,
): Promise<OrganizationDomain> {
  return request(ctx, OrganizationDomainSchema, {
    ...options,
    operation: 'verifyOrganizationDomainOwnership',
    method: 'POST',
    path: path`/organizations/${organizationId}/domains/${domainId}/verify_ownership`,
  })
}
