import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import {
  type OrganizationDomain,
  OrganizationDomainSchema,
} from '../../schemas/organizationDomain.ts'

/** Params of {@link updateOrganizationDomain}. */
export interface UpdateOrganizationDomainParams {
  /** How users with an e-mail address of the domain join the organization. */
  enrollment_mode?: OrganizationDomainEnrollmentMode | null | undefined
  /** Whether the domain counts as verified. */
  verified?: boolean | null | undefined
}

type OrganizationDomainEnrollmentMode = Open<
  'manual_invitation' | 'automatic_invitation' | 'automatic_suggestion' | 'enterprise_sso'
>

/**
 * Changes a domain of an organization. Omitted fields are unchanged.
 *
 * `PATCH /organizations/{organization_id}/domains/{domain_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateOrganizationDomain(ctx, 'org_2abc', 'orgdmn_2abc', { enrollment_mode: 'manual_invitation' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization or domain.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateOrganizationDomain(
  ctx: Context,
  organizationId: string,
  domainId: string,
  params: UpdateOrganizationDomainParams,
  options?: RequestOptions,
): Promise<OrganizationDomain> {
  return request(ctx, OrganizationDomainSchema, {
    ...options,
    operation: 'updateOrganizationDomain',
    method: 'PATCH',
    path: path`/organizations/${organizationId}/domains/${domainId}`,
    body: params,
  })
}
