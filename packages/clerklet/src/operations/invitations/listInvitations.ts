import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type Invitation, InvitationSchema } from '../../schemas/invitation.ts'

/** Params of {@link listInvitations}. */
export interface ListInvitationsParams {
  /** Lists only invitations with this status. Default: all but `revoked`. */
  status?: Open<'pending' | 'accepted' | 'revoked' | 'expired'> | undefined
  /** Lists only invitations with this text in the e-mail address, or with this id. */
  query?: string | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?: Open<InvitationOrder | `${'+' | '-'}${InvitationOrder}`> | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type InvitationOrder = 'created_at' | 'email_address' | 'expires_at'

/**
 * Lists the invitations to sign up, the newest first by default. Without `status`, revoked invitations are not listed.
 *
 * `GET /invitations` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listInvitations(ctx, { status: 'pending', limit: 100 })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 */
export async function listInvitations(
  ctx: Context,
  params?: ListInvitationsParams,
  options?: RequestOptions,
): Promise<Page<Invitation>> {
  return request(ctx, pageOf(InvitationSchema), {
    ...options,
    operation: 'listInvitations',
    method: 'GET',
    path: path`/invitations`,
    query: { ...params, paginated: true },
  })
}
