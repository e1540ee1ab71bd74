import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Role, RoleSchema } from '../../schemas/role.ts'

/** Params of {@link createOrganizationRole}. */
export interface CreateOrganizationRoleParams {
  /** A readable name, such as `Accountant`. */
  name: string
  /** Unique within the instance. Begins with `org:`, followed by lowercase letters, digits and `_`. */
  key: string
  /** A description of the role. */
  description?: string | null | undefined
  /** The ids of the permissions of the role, `perm_…`. */
  permissions?: readonly string[] | null | undefined
  /** Whether to add the role to the initial role set of the instance, too. */
  include_in_initial_role_set?: boolean | null | undefined
}

/**
 * Creates a role for members of organizations.
 *
 * `POST /organization_roles` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const role = await createOrganizationRole(ctx, {
 *   name: 'Accountant',
 *   key: 'org:accountant',
 *   permissions: ['perm_2abc'],
 *   include_in_initial_role_set: true,
 * })
 *
 * @throws {ClerkApiError} `form_identifier_exists` when the key is taken.
 * @throws {ClerkApiError} `resource_not_found` when there is no such permission.
 * @throws {ClerkApiError} 402 when the plan does not include custom roles.
 */
export async function createOrganizationRole(
  ctx: Context,
  params: CreateOrganizationRoleParams,
  options?: RequestOptions,
): Promise<Role> {
  return request(ctx, RoleSchema, {
    ...options,
    operation: 'createOrganizationRole',
    method: 'POST',
    path: path`/organization_roles`,
    body: params,
  })
}
