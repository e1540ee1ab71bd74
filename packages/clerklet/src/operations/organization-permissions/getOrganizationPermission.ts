import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Permission, PermissionSchema } from '../../schemas/permission.ts'

/**
 * Retrieves a permission.
 *
 * `GET /organization_permissions/{permission_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { key } = await getOrganizationPermission(ctx, 'perm_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such permission.
 */
export async function getOrganizationPermission(
  ctx: Context,
  permissionId: string,
  options?: RequestOptions,
): Promise<Permission> {
  return request(ctx, PermissionSchema, {
    ...options,
    operation: 'getOrganizationPermission',
    method: 'GET',
    path: path`/organization_permissions/${permissionId}`,
  })
}
