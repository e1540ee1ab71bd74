import type {
  MetadataInput,
  OrganizationPrivateMetadata,
  OrganizationPublicMetadata,
} from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Organization, OrganizationSchema } from '../../schemas/organization.ts'

/** Params of {@link replaceOrganizationMetadata}. */
export interface ReplaceOrganizationMetadataParams {
  /** Read by the frontend, written by the backend. At most 8 KB. */
  public_metadata?: MetadataInput<OrganizationPublicMetadata> | undefined
  /** Read and written by the backend. At most 8 KB. */
  private_metadata?: MetadataInput<OrganizationPrivateMetadata> | undefined
}

/**
 * Replaces each metadata field that the params contain. `{}` clears a field. Keys with the value `null` are stored. Omitted
 * fields are unchanged.
 *
 * Limited to 10 calls in 10 seconds per organization.
 *
 * `PUT /organizations/{organization_id}/metadata` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await replaceOrganizationMetadata(ctx, 'org_2abc', { public_metadata: { plan: 'pro' }, private_metadata: {} })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 * @throws {ClerkApiError} `form_param_exceeds_allowed_size` when a field would be larger than 8 KB.
 */
export async function replaceOrganizationMetadata(
  ctx: Context,
  organizationId: string,
  params: ReplaceOrganizationMetadataParams,
  options?: RequestOptions,
): Promise<Organization> {
  return request(ctx, OrganizationSchema, {
    ...options,
    operation: 'replaceOrganizationMetadata',
    method: 'PUT',
    path: path`/organizations/${organizationId}/metadata`,
    body: params,
  })
}
