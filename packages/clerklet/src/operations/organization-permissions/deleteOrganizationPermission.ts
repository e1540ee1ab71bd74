import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a permission. The built-in permissions cannot be deleted.
 *
 * `DELETE /organization_permissions/{permission_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteOrganizationPermission(ctx, 'perm_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such permission.
 * @throws {ClerkApiError} 403 for a built-in permission.
 */
export async function deleteOrganizationPermission(
  ctx: Context,
  permissionId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteOrganizationPermission',
    method: 'DELETE',
    path: path`/organization_permissions/${permissionId}`,
  })
}
