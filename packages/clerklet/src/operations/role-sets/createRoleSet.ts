import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type RoleSet, RoleSetSchema } from '../../schemas/roleSet.ts'

/** Params of {@link createRoleSet}. */
export interface CreateRoleSetParams {
  /** A readable name, such as `Academies`. */
  name: string
  /** Unique. Begins with `role_set:`, followed by lowercase letters, digits and `_`. Default: made from the name. */
  key?: string | undefined
  /** A description of the role set. */
  description?: string | null | undefined
  /** The key of the role that new members get by default. One of `roles`. */
  default_role_key: string
  /** The key of the role that the creators of organizations get. One of `roles`, with `is_creator_eligible`. */
  creator_role_key: string
  /** New organizations get the `initial` role set. An instance has exactly one `initial` role set. Default: `custom`. */
  type?: Open<'initial' | 'custom'> | undefined
  /** 1 to 10 keys of roles, such as `org:member`. */
  roles: readonly string[]
}

/**
 * Creates a role set: the roles that the members of an organization can have.
 *
 * `POST /role_sets` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const roleSet = await createRoleSet(ctx, {
 *   name: 'Academies',
 *   default_role_key: 'org:pupil',
 *   creator_role_key: 'org:teacher',
 *   roles: ['org:pupil', 'org:teacher'],
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such role.
 * @throws {ClerkApiError} 402 when the plan does not include role sets.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createRoleSet(
  ctx: Context,
  params: CreateRoleSetParams,
  options?: RequestOptions,
): Promise<RoleSet> {
  return request(ctx, RoleSetSchema, {
    ...options,
    operation: 'createRoleSet',
    method: 'POST',
    path: path`/role_sets`,
    body: params,
  })
}
