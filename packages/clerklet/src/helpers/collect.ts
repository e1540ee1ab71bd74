import { ClerkConfigError } from '../core/errors.ts'
import { checkedCount } from '../core/numbers.ts'

/** Options of {@link collect}. */
export interface CollectOptions {
  /** The largest number of items to gather; `Infinity` for all. */
  maxItems: number
}

/**
 * Gathers the items of an async iterable, such as the result of {@link paginate}, into an array.
 *
 * `maxItems` has no default, because the array must fit into memory.
 *
 * @example
 * const banned = await collect(paginate(listUsers, ctx, { banned: true }), { maxItems: 1000 })
 *
 * @throws {ClerkConfigError} when `maxItems` is not a whole number from 0 or `Infinity`, or `items` is not iterable.
 */
export async function collect<Item>(
  items: AsyncIterable<Item>,
  options: CollectOptions,
): Promise<Item[]> {
  const maxItems = checkedCount('options.maxItems', options?.maxItems)
  const source: object = Object(items)
  if (!(Symbol.asyncIterator in source || Symbol.iterator in source)) {
    throw new ClerkConfigError('collect takes an async iterable, such as paginate(listUsers, ctx)')
  }
  const found: Item[] = []
  if (maxItems === 0) return found
  for await (const item of items) {
    found.push(item)
    if (found.length >= maxItems) break
  }
  return found
}
