import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Role, RoleSchema } from '../../schemas/role.ts'

/** What {@link updateOrganizationRole} takes. */
export interface UpdateOrganizationRoleParams {
  name?: string | null | undefined
  /** Unique: `org:` and lowercase letters, digits and `_`. Session tokens carry it: change the checks that name the old one, too. */
  key?: string | null | undefined
  description?: string | null | undefined
  /** Ids, `perm_…`: all that the role is to have. */
  permissions?: readonly string[] | null | undefined
}

/**
 * Changes what is given and leaves the rest.
 *
 * `permissions` is a list to replace the present one, not to add to it: `assignPermissionToOrganizationRole` adds one.
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
