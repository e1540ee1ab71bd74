import type { Context } from '../core/context.ts'
import { ClerkConfigError, ClerkError } from '../core/errors.ts'
import {
  type ItemOf,
  keyOf,
  type ListOperation,
  limitFor,
  listOf,
  type PaginateArgs,
  type PaginateOptions,
} from '../paging/list.ts'

/** Options of {@link drain}. */
export interface DrainOptions extends Omit<PaginateOptions, 'prefetch'> {}

/** The arguments of an operation after `ctx`, with {@link DrainOptions} in place of its options. */
export type DrainArgs<Operation extends ListOperation> = PaginateArgs<Operation, DrainOptions>

/**
 * Iterates over a list whose items the loop removes: requests the first page, yields its items, and requests the first page
 * again, until it is empty. Use it to delete, revoke or ban all items that match a filter. To read a list, use
 * {@link paginate}.
 *
 * The loop must remove each item from the list before the next page is requested: delete it, or change it so that it no longer
 * matches the filter, such as `status: 'pending'` for an invitation that is revoked. An item that is still listed is not
 * yielded again. When the first page contains only such items, `drain` throws, because the list would never become empty. To
 * keep some items, choose a filter that excludes them.
 *
 * Only one page, and the id of each yielded item, is in memory. Other programs may add and delete items at the same time,
 * because `drain` keeps no position in the list.
 *
 * @example
 * for await (const invitation of drain(listInvitations, ctx, { status: 'pending' })) {
 *   await revokeInvitation(ctx, invitation.id)
 * }
 *
 * @throws {ClerkError} when the first page contains only items that were already yielded.
 * @throws {ClerkConfigError} at the first item, when `pageSize` is not a whole number from 1 or `Infinity`, when `maxItems` is
 *   not a whole number from 0 or `Infinity`, and when `prefetch` is set, because the next page depends on removals.
 * @throws the errors of the operation, when the page is requested.
 */
export async function* drain<Operation extends ListOperation>(
  operation: Operation,
  ctx: Context,
  ...args: DrainArgs<Operation>
): AsyncGenerator<ItemOf<Operation>, void, undefined> {
  const list = listOf('drain', operation, ctx, args)
  if (list.prefetch) {
    throw new ClerkConfigError(
      'drain cannot prefetch: the next page is known only when the items of this one are removed. Leave options.prefetch out',
    )
  }
  const limit = limitFor(list.pageSize, list.maxItems)
  const given = new Set<string>()
  while (given.size < list.maxItems) {
    const { items } = await list.page({ limit })
    const fresh = items.filter((item) => !given.has(keyOf(item)))
    if (items.length > 0 && fresh.length === 0) {
      throw new ClerkError(
        `${list.name}: the first page has ${items.length} items, and all of them were given already. Remove each item from the list in the loop, or choose a filter that excludes those to keep. To read a list, use paginate`,
      )
    }
    if (fresh.length === 0) return
    for (const item of fresh.slice(0, list.maxItems - given.size)) {
      given.add(keyOf(item))
      yield item
    }
  }
}
