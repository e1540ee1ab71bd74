import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Permission, PermissionSchema } from '../../schemas/permission.ts'

/** Params of {@link updateOrganizationPermission}. */
export interface UpdateOrganizationPermissionParams {
  /** A readable name, such as `Create invoices`. */
  name?: string | undefined
  /** `org:<feature>:<action>`. Also update all checks in your code that use the old key. */
  key?: string | undefined
  /** A description of what the permission allows. */
  description?: string | undefined
}

/**
 * Changes a permission. Omitted fields are unchanged. The built-in permissions cannot be changed.
 *
 * `PATCH /organization_permissions/{permission_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateOrganizationPermission(ctx, 'perm_2abc', { description: 'Also drafts.' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such permission.
 * @throws {ClerkApiError} `form_identifier_exists` when the key is taken.
 * @throws {ClerkApiError} 403 for a built-in permission.
 */
export async function updateOrganizationPermission(
  ctx: Context,
  permissionId: string,
  params: UpdateOrganizationPermissionParams,
  options?: RequestOptions,
): Promise<Permission> {
  return request(ctx, PermissionSchema, {
    ...options,
    operation: 'updateOrganizationPermission',
    method: 'PATCH',
    path: path`/organization_permissions/${permissionId}`,
    body: params,
  })
}
