import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type WaitlistEntry, WaitlistEntrySchema } from '../../schemas/waitlistEntry.ts'

/** What {@link inviteWaitlistEntry} takes. */
export interface InviteWaitlistEntryParams {
  /** Invites although there is an invitation or a user with this address. Default: `false`. */
  ignore_existing?: boolean | null | undefined
}

/**
 * Lets someone in: an invitation is sent, and comes with the answer.
 *
 * `POST /waitlist_entries/{waitlist_entry_id}/invite` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { invitation } = await inviteWaitlistEntry(ctx, 'wle_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such entry.
 * @throws {ClerkApiError} `waitlist_entry_…` codes with status 409 when the entry was let in before, or is being worked on.
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
