import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type RoleSet, RoleSetSchema } from '../../schemas/roleSet.ts'

/** Params of {@link replaceRoleInRoleSet}. */
export interface ReplaceRoleInRoleSetParams {
  /** The key of the role to remove. */
  role_key: string
  /** The key of the role that members with the removed role get. */
  to_role_key: string
}

/**
 * Removes a role from a role set. Members with the removed role get another role of the set.
 *
 * `POST /role_sets/{role_set_key_or_id}/roles/replace` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await replaceRoleInRoleSet(ctx, 'role_set:schools', {
 *   role_key: 'org:guest',
 *   to_role_key: 'org:pupil',
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such role set or role.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function replaceRoleInRoleSet(
  ctx: Context,
  roleSetKeyOrId: string,
  params: ReplaceRoleInRoleSetParams,
  options?: RequestOptions,
): Promise<RoleSet> {
  return request(ctx, RoleSetSchema, {
    ...options,
    operation: 'replaceRoleInRoleSet',
    method: 'POST',
    path: path`/role_sets/${roleSetKeyOrId}/roles/replace`,
    body: params,
  })
}
