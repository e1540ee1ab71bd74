import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type WaitlistEntry, WaitlistEntrySchema } from '../../schemas/waitlistEntry.ts'

/** Params of {@link inviteWaitlistEntry}. */
export interface InviteWaitlistEntryParams {
  /** Whether to invite an address that was already invited, or that belongs to a user. Default: `false`. */
  ignore_existing?: boolean | null | undefined
}

/**
 * Invites the person of a waitlist entry. The response contains the invitation.
 *
 * `POST /waitlist_entries/{waitlist_entry_id}/invite` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { invitation } = await inviteWaitlistEntry(ctx, 'wle_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such entry.
 * @throws {ClerkApiError} `waitlist_entry_…` codes with status 409 when the entry was already invited, or is locked.
 */
export async function inviteWaitlistEntry(
  ctx: Context,
  waitlistEntryId: string,
  params?: InviteWaitlistEntryParams,
  options?: RequestOptions,
): Promise<WaitlistEntry> {
  return request(ctx, WaitlistEntrySchema, {
    ...options,
    operation: 'inviteWaitlistEntry',
    method: 'POST',
    path: path`/waitlist_entries/${waitlistEntryId}/invite`,
    body: params,
  })
}
