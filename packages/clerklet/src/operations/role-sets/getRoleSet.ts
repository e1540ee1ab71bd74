import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type RoleSet, RoleSetSchema } from '../../schemas/roleSet.ts'

/**
 * Retrieves a role set, by its key or its id.
 *
 * `GET /role_sets/{role_set_key_or_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { roles } = await getRoleSet(ctx, 'role_set:default')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such role set.
 */
export async function getRoleSet(
  ctx: Context,
  roleSetKeyOrId: string,
  options?: RequestOptions,
): Promise<RoleSet> {
  return request(ctx, RoleSetSchema, {
    ...options,
    operation: 'getRoleSet',
    method: 'GET',
    path: path`/role_sets/${roleSetKeyOrId}`,
  })
}
