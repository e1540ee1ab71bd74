import type {
  MetadataChanges,
  OrganizationPrivateMetadata,
  OrganizationPublicMetadata,
} from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Organization, OrganizationSchema } from '../../schemas/organization.ts'

/** Params of {@link mergeOrganizationMetadata}. */
export interface MergeOrganizationMetadataParams {
  /** Read by the frontend, written by the backend. At most 8 KB. */
  public_metadata?: MetadataChanges<OrganizationPublicMetadata> | undefined
  /** Read and written by the backend. At most 8 KB. */
  private_metadata?: MetadataChanges<OrganizationPrivateMetadata> | undefined
}

/**
 * Deeply merges the params into the metadata of an organization. Omitted keys are unchanged; `null` deletes a key.
 *
 * Limited to 10 calls in 10 seconds per organization.
 *
 * `PATCH /organizations/{organization_id}/metadata` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await mergeOrganizationMetadata(ctx, 'org_2abc', { public_metadata: { plan: 'pro', trial: null } })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 * @throws {ClerkApiError} `form_param_exceeds_allowed_size` when a field would be larger than 8 KB.
 */
export async function mergeOrganizationMetadata(
  ctx: Context,
  organizationId: string,
  params: MergeOrganizationMetadataParams,
  options?: RequestOptions,
): Promise<Organization> {
  return request(ctx, OrganizationSchema, {
    ...options,
    operation: 'mergeOrganizationMetadata',
    method: 'PATCH',
    path: path`/organizations/${organizationId}/metadata`,
    body: params,
  })
}
