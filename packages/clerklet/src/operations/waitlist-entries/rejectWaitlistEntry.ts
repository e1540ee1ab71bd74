import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type WaitlistEntry, WaitlistEntrySchema } from '../../schemas/waitlistEntry.ts'

/**
 * Rejects an entry of the waitlist.
 *
 * `POST /waitlist_entries/{waitlist_entry_id}/reject` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await rejectWaitlistEntry(ctx, 'wle_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such entry.
 * @throws {ClerkApiError} `waitlist_entry_…` codes with status 409 when the entry was already invited or rejected.
 */
export async function rejectWaitlistEntry(
  ctx: Context,
  waitlistEntryId: string,
  options?: RequestOptions,
): Promise<WaitlistEntry> {
  return request(ctx, WaitlistEntrySchema, {
    ...options,
    operation: 'rejectWaitlistEntry',
    method: 'POST',
    path: path`/waitlist_entries/${waitlistEntryId}/reject`,
  })
}
