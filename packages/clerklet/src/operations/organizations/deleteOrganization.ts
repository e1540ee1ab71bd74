import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes an organization for good, with its memberships and invitations. The users stay.
 *
 * `DELETE /organizations/{organization_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { deleted } = await deleteOrganization(ctx, 'org_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 */
export async function deleteOrganization(
  ctx: Context,
  organizationId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteOrganization',
    method: 'DELETE',
    path: path`/organizations/${organizationId}`,
  })
}
