import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type Role, RoleSchema } from '../../schemas/role.ts'

/** Params of {@link listOrganizationRoles}. */
export interface ListOrganizationRolesParams {
  /** Part of a name or a key, or a whole id. */
  query?: string | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?: Open<OrganizationRoleOrder | `${'+' | '-'}${OrganizationRoleOrder}`> | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type OrganizationRoleOrder = 'created_at' | 'name' | 'key'

/**
 * Lists the roles of the instance, each with its permissions, the newest first by default.
 *
 * `GET /organization_roles` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listOrganizationRoles(ctx, { order_by: 'name' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listOrganizationRoles(
  ctx: Context,
  params?: ListOrganizationRolesParams,
  options?: RequestOptions,
): Promise<Page<Role>> {
  return request(ctx, pageOf(RoleSchema), {
    ...options,
    operation: 'listOrganizationRoles',
    method: 'GET',
    path: path`/organization_roles`,
    query: params,
  })
}
