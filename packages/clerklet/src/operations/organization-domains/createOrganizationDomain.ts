import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import {
  type OrganizationDomain,
  OrganizationDomainSchema,
} from '../../schemas/organizationDomain.ts'

/** Params of {@link createOrganizationDomain}. */
export interface CreateOrganizationDomainParams {
  /** The domain, such as `example.com`. */
  name?: string | undefined
  /** How users with an e-mail address of the domain join the organization. */
  enrollment_mode?: OrganizationDomainEnrollmentMode | undefined
  /** Whether the domain counts as verified. Default: `true`. */
  verified?: boolean | null | undefined
}

type OrganizationDomainEnrollmentMode = Open<
  'manual_invitation' | 'automatic_invitation' | 'automatic_suggestion' | 'enterprise_sso'
>

/**
 * Adds an e-mail domain to an organization. By default, the domain is verified.
 *
 * `POST /organizations/{organization_id}/domains` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const domain = await createOrganizationDomain(ctx, 'org_2abc', {
 *   name: 'example.com',
 *   enrollment_mode: 'automatic_suggestion',
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 * @throws {ClerkApiError} 403 when the settings of organizations do not allow domains.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createOrganizationDomain(
  ctx: Context,
  organizationId: string,
  params: CreateOrganizationDomainParams,
  options?: RequestOptions,
): Promise<OrganizationDomain> {
  return request(ctx, OrganizationDomainSchema, {
    ...options,
    operation: 'createOrganizationDomain',
    method: 'POST',
    path: path`/organizations/${organizationId}/domains`,
    body: params,
  })
}
