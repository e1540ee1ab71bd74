import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type Permission, PermissionSchema } from '../../schemas/permission.ts'

/** Params of {@link listOrganizationPermissions}. */
export interface ListOrganizationPermissionsParams {
  /** Part of a name or a key, or a whole id. */
  query?: string | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. */
  order_by?:
    | Open<OrganizationPermissionOrder | `${'+' | '-'}${OrganizationPermissionOrder}`>
    | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type OrganizationPermissionOrder = 'created_at' | 'name' | 'key'

/**
 * Lists the permissions of the instance, built-in and custom.
 *
 * `GET /organization_permissions` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listOrganizationPermissions(ctx, { order_by: 'key', limit: 500 })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listOrganizationPermissions(
  ctx: Context,
  params?: ListOrganizationPermissionsParams,
  options?: RequestOptions,
): Promise<Page<Permission>> {
  return request(ctx, pageOf(PermissionSchema), {
    ...options,
    operation: 'listOrganizationPermissions',
    method: 'GET',
    path: path`/organization_permissions`,
    query: params,
  })
}
