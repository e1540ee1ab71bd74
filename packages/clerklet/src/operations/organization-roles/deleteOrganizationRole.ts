import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a role. The API refuses to delete a default role, or a role that a member or an invitation has.
 *
 * `DELETE /organization_roles/{organization_role_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteOrganizationRole(ctx, 'role_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such role.
 * @throws {ClerkApiError} 403 or 422 when the role is in use.
 */
export async function deleteOrganizationRole(
  ctx: Context,
  organizationRoleId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteOrganizationRole',
    method: 'DELETE',
    path: path`/organization_roles/${organizationRoleId}`,
  })
}
