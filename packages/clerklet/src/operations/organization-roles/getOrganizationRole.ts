import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Role, RoleSchema } from '../../schemas/role.ts'

/**
 * Retrieves a role with its permissions.
 *
 * `GET /organization_roles/{organization_role_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { permissions } = await getOrganizationRole(ctx, 'role_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such role.
 */
export async function getOrganizationRole(
  ctx: Context,
  organizationRoleId: string,
  options?: RequestOptions,
): Promise<Role> {
  return request(ctx, RoleSchema, {
    ...options,
    operation: 'getOrganizationRole',
    method: 'GET',
    path: path`/organization_roles/${organizationRoleId}`,
  })
}
