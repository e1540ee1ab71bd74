import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/** Params of {@link replaceRoleSet}. */
export interface ReplaceRoleSetParams {
  /** The key of the role set that the organizations get instead. */
  dest_role_set_key: string
  /** Maps the key of each role that is not in the new set to the key of the role that its members get instead. */
  reassignment_mappings?: Record<string, string> | undefined
}

/**
 * Replaces a role set with another one in all its organizations, and deletes the replaced role set. The response describes the
 * deleted role set.
 *
 * `POST /role_sets/{role_set_key_or_id}/replace` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { deleted } = await replaceRoleSet(ctx, 'role_set:schools', {
 *   dest_role_set_key: 'role_set:default',
 *   reassignment_mappings: { 'org:teacher': 'org:admin', 'org:pupil': 'org:member' },
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such role set or role.
 * @throws {ClerkApiError} `form_…` codes when the mappings lack a role that members have.
 */
export async function replaceRoleSet(
  ctx: Context,
  roleSetKeyOrId: string,
  params: ReplaceRoleSetParams,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'replaceRoleSet',
    method: 'POST',
    path: path`/role_sets/${roleSetKeyOrId}/replace`,
    body: params,
  })
}
