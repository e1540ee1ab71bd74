import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes an invitation, whatever its status.
 *
 * `DELETE /invitations/{invitation_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @experimental Only the official SDK has this operation, since its version 3.25; no published specification has it.
 *
 * @example
 * await deleteInvitation(ctx, 'inv_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such invitation.
 */
export async function deleteInvitation(
  ctx: Context,
  invitationId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteInvitation',
    method: 'DELETE',
    path: path`/invitations/${invitationId}`,
  })
}
