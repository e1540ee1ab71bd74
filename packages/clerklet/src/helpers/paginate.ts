import type { Context } from '../core/context.ts'
import type { ItemOf, ListOperation, PaginateArgs } from '../paging/list.ts'
import { paginatePages } from './paginatePages.ts'

/**
 * Iterates over all items of a list, page by page: at most one page is in memory, or two with `prefetch`.
 *
 * `listUsers` is paged by cursor when it is ordered by `created_at`, the default, in either direction, and has no `offset`. With
 * a cursor, the loop and other programs may delete and add users at the same time: each user who is listed throughout is yielded
 * once, and no user is yielded twice. The user whose id is the cursor may be deleted, or may no longer match the filter. Paging
 * then continues from an earlier user of the page, or from the time when the first user of the page was created. Only a user
 * whose `created_at` changes can be yielded again, at the new position.
 *
 * All other lists, and all other calls of `listUsers`, are paged by `offset`. When rows are deleted, later rows move up.
 * `paginate` detects this when `total_count` falls; for `listUsers`, which returns no total, each page begins with the last user
 * of the page before. It then continues after the last row of the page that is still listed, so that occasional deletions by
 * other programs skip no row. When no row of the page is still listed, it throws, because a list with missing rows must not look
 * complete. The usual cause is a loop that deletes the items; use {@link drain} for such a loop.
 *
 * Two cases are not detected. In a list with a total, as many rows may be added as deleted between two pages. And an unread row
 * may move to a page that was already read, such as with `order_by: '-last_active_at'`. In a list with a total, rows may be
 * yielded twice when others are added before them.
 *
 * Use an iterator only in the request that made it: on Workers, the pending work of a request is cancelled at its end.
 *
 * @example
 * for await (const user of paginate(listUsers, ctx, { banned: true })) {
 *   console.log(user.id)
 * }
 *
 * @throws {ClerkConfigError} at the first item, when `pageSize` is not a whole number from 1 or `Infinity`, and when `maxItems`
 *   is not a whole number from 0 or `Infinity`.
 * @throws {ClerkError} when rows have moved and no row of the last page is still listed.
 * @throws {ClerkResponseError} when the API returns an earlier page again, so that paging would never end.
 * @throws the errors of the operation, when the page is requested.
 */
export async function* paginate<Operation extends ListOperation>(
  operation: Operation,
  ctx: Context,
  ...args: PaginateArgs<Operation>
): AsyncGenerator<ItemOf<Operation>, void, undefined> {
  for await (const items of paginatePages(operation, ctx, ...args)) yield* items
}
