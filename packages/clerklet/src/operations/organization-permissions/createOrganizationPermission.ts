import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Permission, PermissionSchema } from '../../schemas/permission.ts'

/** Params of {@link createOrganizationPermission}. */
export interface CreateOrganizationPermissionParams {
  /** A readable name, such as `Create invoices`. */
  name: string
  /** `org:<feature>:<action>`, such as `org:invoices:create`. `org:sys_` is reserved for built-in permissions. */
  key: string
  /** A description of what the permission allows. */
  description?: string | undefined
}

/**
 * Creates a permission. `assignPermissionToOrganizationRole` adds a permission to a role.
 *
 * `POST /organization_permissions` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const permission = await createOrganizationPermission(ctx, {
 *   name: 'Create invoices',
 *   key: 'org:invoices:create',
 * })
 *
 * @throws {ClerkApiError} `form_identifier_exists` when the key is taken.
 * @throws {ClerkApiError} 402 when the plan does not include custom permissions.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createOrganizationPermission(
  ctx: Context,
  params: CreateOrganizationPermissionParams,
  options?: RequestOptions,
): Promise<Permission> {
  return request(ctx, PermissionSchema, {
    ...options,
    operation: 'createOrganizationPermission',
    method: 'POST',
    path: path`/organization_permissions`,
    body: params,
  })
}
