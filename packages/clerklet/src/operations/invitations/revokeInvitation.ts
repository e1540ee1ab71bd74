import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Invitation, InvitationSchema } from '../../schemas/invitation.ts'

/**
 * Revokes a pending invitation. Its link stops working. The invited person can still sign up without the link.
 *
 * `POST /invitations/{invitation_id}/revoke` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await revokeInvitation(ctx, 'inv_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such invitation.
 * @throws {ClerkApiError} 400 when the invitation was accepted or revoked before.
 */
export async function revokeInvitation(
  ctx: Context,
  invitationId: string,
  options?: RequestOptions,
): Promise<Invitation> {
  return request(ctx, InvitationSchema, {
    ...options,
    operation: 'revokeInvitation',
    method: 'POST',
    path: path`/invitations/${invitationId}/revoke`,
  })
}
