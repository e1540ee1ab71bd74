import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Removes a domain from an organization.
 *
 * `DELETE /organizations/{organization_id}/domains/{domain_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteOrganizationDomain(ctx, 'org_2abc', 'orgdmn_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization or domain.
 */
export async function deleteOrganizationDomain(
  ctx: Context,
  organizationId: string,
  domainId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteOrganizationDomain',
    method: 'DELETE',
    path: path`/organizations/${organizationId}/domains/${domainId}`,
  })
}
