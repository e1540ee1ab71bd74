import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type WaitlistEntry, WaitlistEntrySchema } from '../../schemas/waitlistEntry.ts'

/** Params of {@link createWaitlistEntry}. */
export interface CreateWaitlistEntryParams {
  /** The e-mail address to add to the waitlist. */
  email_address: string
  /** Whether to send an e-mail that confirms the entry. Default: `true`. */
  notify?: boolean | null | undefined
}

/**
 * Adds an address to the waitlist. For an address that is already on the waitlist, the response is the existing entry.
 *
 * `POST /waitlist_entries` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const entry = await createWaitlistEntry(ctx, { email_address: 'ada@example.com' })
 *
 * @throws {ClerkApiError} `form_…` codes when the address is refused.
 */
export async function createWaitlistEntry(
  ctx: Context,
  params: CreateWaitlistEntryParams,
  options?: RequestOptions,
): Promise<WaitlistEntry> {
  return request(ctx, WaitlistEntrySchema, {
    ...options,
    operation: 'createWaitlistEntry',
    method: 'POST',
    path: path`/waitlist_entries`,
    body: params,
  })
}
