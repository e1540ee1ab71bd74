import type { Context } from '../core/context.ts'
import type { ItemOf, ListOperation, PaginateArgs } from '../paging/list.ts'
import { paginatePages } from './paginatePages.ts'

/**
 * Goes through all items of a list, page by page: at most one page is in memory.
 *
 * `listUsers` is paged by cursor as long as it is ordered by `created_at`. The loop and others may delete and add users
 * meanwhile: each user who is listed from the start to the end is given once, and no user is given twice. When the user whose
 * id is the cursor is gone, paging goes back to an earlier user of the page, or else to the time when the first user of the
 * page was created. A user who no longer matches the filter counts as gone. Only a user whose `created_at` is changed can
 * come again, at the new place.
 *
 * Every other list, and users in another order, are paged by `offset`: rows move up when others before them are deleted.
 * `paginate` notices this when `total_count` falls. `listUsers` returns no total: there, each page begins with the last user
 * of the one before. `paginate` then continues after the last row of the page that is still listed, so that occasional
 * deletions by others skip no row. When no row of the page is listed any more, it throws: usually the loop deletes what it is
 * given, and should use {@link drain}. This is an error and not a notice, because a list with missing rows must not look
 * complete. Two cases go unnoticed. With a total, additions can offset deletions between two pages. And an unread row can
 * move to the part already read, as under `order_by: '-last_active_at'`. Rows of a list with a total can come twice when
 * others are added before them.
 *
 * An iterator belongs to the request that made it: on Workers, the pending work of that request is cancelled with it.
 *
 * @example
 * for await (const user of paginate(listUsers, ctx, { banned: true })) {
 *   console.log(user.id)
 * }
 *
 * @throws {ClerkConfigError} at the first item, when `pageSize` is not a whole number from 1, or `maxItems` from 0; both may
 * be `Infinity`.
 * @throws {ClerkError} when rows moved and no row of the last page is listed where it was.
 * @throws {ClerkResponseError} when the API returns an earlier page again, so that paging would never end.
 * @throws what the operation throws, at the page where it happens.
 */
export async function* paginate<Operation extends ListOperation>(
  operation: Operation,
  ctx: Context,
  ...args: PaginateArgs<Operation>
): AsyncGenerator<ItemOf<Operation>, void, undefined> {
  for await (const items of paginatePages(operation, ctx, ...args)) yield* items
}
