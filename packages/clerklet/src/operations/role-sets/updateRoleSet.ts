import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type RoleSet, RoleSetSchema } from '../../schemas/roleSet.ts'

/** Params of {@link updateRoleSet}. */
export interface UpdateRoleSetParams {
  /** A readable name, such as `Academies`. */
  name?: string | null | undefined
  /** Unique within the instance. Begins with `role_set:`, followed by lowercase letters, digits and `_`. */
  key?: string | null | undefined
  /** A description of the role set. */
  description?: string | null | undefined
  /** New organizations get the `initial` role set. The previous `initial` role set becomes `custom`. */
  type?: Open<'initial'> | null | undefined
  /** The key of the role that new members get by default. One of the roles of the set. */
  default_role_key?: string | null | undefined
  /** The key of the role that the creators of organizations get. One of the roles of the set. */
  creator_role_key?: string | null | undefined
}

/**
 * Changes a role set. Omitted fields are unchanged.
 *
 * This operation does not change the roles of the set: use `addRolesToRoleSet` or `replaceRoleInRoleSet`.
 *
 * `PATCH /role_sets/{role_set_key_or_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateRoleSet(ctx, 'role_set:schools', { default_role_key: 'org:guest' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such role set or role.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateRoleSet(
  ctx: Context,
  roleSetKeyOrId: string,
  params: UpdateRoleSetParams,
  options?: RequestOptions,
): Promise<RoleSet> {
  return request(ctx, RoleSetSchema, {
    ...options,
    operation: 'updateRoleSet',
    method: 'PATCH',
    path: path`/role_sets/${roleSetKeyOrId}`,
    body: params,
  })
}
