import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Role, RoleSchema } from '../../schemas/role.ts'

/**
 * Removes a permission from a role. The id of the role comes before the id of the permission, as in the path.
 *
 * `DELETE /organization_roles/{organization_role_id}/permissions/{permission_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const role = await removePermissionFromOrganizationRole(ctx, 'role_2abc', 'perm_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such role or permission.
 * @throws {ClerkApiError} 422 when the role is a creator role that requires the permission.
 */
export async function removePermissionFromOrganizationRole(
  ctx: Context,
  organizationRoleId: string,
  permissionId: string,
  options?: RequestOptions,
): Promise<Role> {
  return request(ctx, RoleSchema, {
    ...options,
    operation: 'removePermissionFromOrganizationRole',
    method: 'DELETE',
    path: path`/organization_roles/${organizationRoleId}/permissions/${permissionId}`,
  })
}
