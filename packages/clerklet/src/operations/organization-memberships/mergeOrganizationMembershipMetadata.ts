import type {
  MetadataChanges,
  OrganizationMembershipPrivateMetadata,
  OrganizationMembershipPublicMetadata,
} from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OrganizationMembership,
  OrganizationMembershipSchema,
} from '../../schemas/organizationMembership.ts'

/** Params of {@link mergeOrganizationMembershipMetadata}. */
export interface MergeOrganizationMembershipMetadataParams {
  /** Read by the frontend, written by the backend. At most 8 KB. */
  public_metadata?: MetadataChanges<OrganizationMembershipPublicMetadata> | undefined
  /** Read and written by the backend. At most 8 KB. */
  private_metadata?: MetadataChanges<OrganizationMembershipPrivateMetadata> | undefined
}

/**
 * Deeply merges the params into the metadata of a membership. Omitted keys are unchanged; `null` deletes a key.
 *
 * Limited to 10 calls in 10 seconds per membership.
 *
 * `PATCH /organizations/{organization_id}/memberships/{user_id}/metadata` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await mergeOrganizationMembershipMetadata(ctx, 'org_2abc', 'user_2abc', {
 *   public_metadata: { team: 'engines', trial: null },
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such membership.
 * @throws {ClerkApiError} `form_param_exceeds_allowed_size` when a field would become larger than 8 KB.
 */
export async function mergeOrganizationMembershipMetadata(
  ctx: Context,
  organizationId: string,
  userId: string,
  params: MergeOrganizationMembershipMetadataParams,
  options?: RequestOptions,
): Promise<OrganizationMembership> {
  return request(ctx, OrganizationMembershipSchema, {
    ...options,
    operation: 'mergeOrganizationMembershipMetadata',
    method: 'PATCH',
    path: path`/organizations/${organizationId}/memberships/${userId}/metadata`,
    body: params,
  })
}
