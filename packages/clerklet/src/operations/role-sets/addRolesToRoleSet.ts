import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type RoleSet, RoleSetSchema } from '../../schemas/roleSet.ts'

/** Params of {@link addRolesToRoleSet}. */
export interface AddRolesToRoleSetParams {
  /** 1 to 10 keys of roles, such as `org:guest`. */
  role_keys: readonly string[]
  /** The key of the added role that new members get by default. */
  default_role_key?: string | undefined
  /** The key of the added role that the creators of organizations get. */
  creator_role_key?: string | undefined
}

/**
 * Adds roles to a role set.
 *
 * `POST /role_sets/{role_set_key_or_id}/roles` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const roleSet = await addRolesToRoleSet(ctx, 'role_set:schools', { role_keys: ['org:parent'] })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such role set or role.
 * @throws {ClerkApiError} `organization_missing_creator_role_permissions` when the role of creators lacks a required
 *   permission.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function addRolesToRoleSet(
  ctx: Context,
  roleSetKeyOrId: string,
  params: AddRolesToRoleSetParams,
  options?: RequestOptions,
): Promise<RoleSet> {
  return request(ctx, RoleSetSchema, {
    ...options,
    operation: 'addRolesToRoleSet',
    method: 'POST',
    path: path`/role_sets/${roleSetKeyOrId}/roles`,
    body: params,
  })
}
