import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/** What {@link replaceRoleSet} takes. */
export interface ReplaceRoleSetParams {
  /** The role set that takes over. */
  dest_role_set_key: string
  /** From the key of each role that members cannot keep to the key of the role that they get instead. */
  reassignment_mappings?: Record<string, string> | undefined
}

/**
 * Moves all organizations of a role set to another one, then deletes it: the answer is a deleted object.
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
 * @throws {ClerkApiError} `form_…` codes when the mappings leave out a role that members have.
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
