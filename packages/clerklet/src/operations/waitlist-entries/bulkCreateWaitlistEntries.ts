import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { arrayOf } from '../../core/schema.ts'
import { type WaitlistEntry, WaitlistEntrySchema } from '../../schemas/waitlistEntry.ts'

/** One entry of {@link bulkCreateWaitlistEntries}. */
export interface BulkCreateWaitlistEntriesItem {
  /** The e-mail address to add to the waitlist. */
  email_address: string
  /** Whether to send an e-mail that confirms the entry. Default: `true`. */
  notify?: boolean | null | undefined
}

/** Params of {@link bulkCreateWaitlistEntries}: 1 to 50 entries. */
export type BulkCreateWaitlistEntriesParams = readonly BulkCreateWaitlistEntriesItem[]

/**
 * Adds 1 to 50 addresses to the waitlist at once. The response is an array, not a page. For an address that is already on the
 * waitlist, it contains the existing entry.
 *
 * `POST /waitlist_entries/bulk` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const entries = await bulkCreateWaitlistEntries(ctx, [
 *   { email_address: 'ada@example.com' },
 *   { email_address: 'alan@example.com', notify: false },
 * ])
 *
 * @throws {ClerkApiError} `bulk_size_exceeded` for more than 50 entries.
 * @throws {ClerkApiError} `form_…` codes when an address is refused.
 */
export async function bulkCreateWaitlistEntries(
  ctx: Context,
  params: BulkCreateWaitlistEntriesParams,
  options?: RequestOptions,
): Promise<WaitlistEntry[]> {
  return request(ctx, arrayOf(WaitlistEntrySchema), {
    ...options,
    operation: 'bulkCreateWaitlistEntries',
    method: 'POST',
    path: path`/waitlist_entries/bulk`,
    body: params,
  })
}
