import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type WaitlistEntry, WaitlistEntrySchema } from '../../schemas/waitlistEntry.ts'

/** Params of {@link listWaitlistEntries}. */
export interface ListWaitlistEntriesParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
  /** Part of an e-mail address, or an id. */
  query?: string | undefined
  /** Only entries with this status. Default: all. */
  status?: Open<'pending' | 'invited' | 'completed' | 'rejected'> | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?: Open<WaitlistEntryOrder | `${'+' | '-'}${WaitlistEntryOrder}`> | undefined
}

type WaitlistEntryOrder = 'created_at' | 'email_address' | 'invited_at'

/**
 * Lists the entries of the waitlist, the newest first by default.
 *
 * `GET /waitlist_entries` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listWaitlistEntries(ctx, { status: 'pending', order_by: 'created_at' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 */
export async function listWaitlistEntries(
  ctx: Context,
  params?: ListWaitlistEntriesParams,
  options?: RequestOptions,
): Promise<Page<WaitlistEntry>> {
  return request(ctx, pageOf(WaitlistEntrySchema), {
    ...options,
    operation: 'listWaitlistEntries',
    method: 'GET',
    path: path`/waitlist_entries`,
    query: params,
  })
}
