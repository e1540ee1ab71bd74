import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Role, RoleSchema } from '../../schemas/role.ts'

/** Params of {@link updateOrganizationRole}. */
export interface UpdateOrganizationRoleParams {
  /** A readable name, such as `Accountant`. */
  name?: string | null | undefined
  /**
   * Unique within the instance. Begins with `org:`, followed by lowercase letters, digits and `_`. Session tokens contain the
   * key. Also update all checks in your code that use the old key.
   */
  key?: string | null | undefined
  /** A description of the role. */
  description?: string | null | undefined
  /** The ids of all permissions of the role, `perm_…`. */
  permissions?: readonly string[] | null | undefined
}

/**
 * Changes a role. Omitted fields are unchanged.
 *
 * `permissions` replaces all permissions of the role. `assignPermissionToOrganizationRole` adds one permission.
 *
 * `PATCH /organization_roles/{organization_role_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateOrganizationRole(ctx, 'role_2abc', { name: 'Bookkeeper' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such role or permission.
 * @throws {ClerkApiError} `form_identifier_exists` when the key is taken.
 */
export async function updateOrganizationRole(
  ctx: Context,
  organizationRoleId: string,
  params: UpdateOrganizationRoleParams,
  options?: RequestOptions,
): Promise<Role> {
  return request(ctx, RoleSchema, {
    ...options,
    operation: 'updateOrganizationRole',
    method: 'PATCH',
    path: path`/organization_roles/${organizationRoleId}`,
    body: params,
  })
}
