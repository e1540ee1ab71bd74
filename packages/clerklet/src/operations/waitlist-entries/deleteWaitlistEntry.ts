import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a pending entry of the waitlist.
 *
 * `DELETE /waitlist_entries/{waitlist_entry_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteWaitlistEntry(ctx, 'wle_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such entry.
 * @throws {ClerkApiError} `waitlist_entry_…` codes with status 409 when the entry is not pending, or is locked.
 */
export async function deleteWaitlistEntry(
  ctx: Context,
  waitlistEntryId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteWaitlistEntry',
    method: 'DELETE',
    path: path`/waitlist_entries/${waitlistEntryId}`,
  })
}
