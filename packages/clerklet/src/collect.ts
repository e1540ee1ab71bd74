/** How much {@link collect} gathers. */
export interface CollectOptions {
  /** Stop after so many. */
  maxItems: number
}

/**
 * Gathers the items of an async iterable, such as {@link paginate} gives, into an array.
 *
 * `maxItems` has no default: how much fits into memory is for the caller to say.
 *
 * @example
 * const banned = await collect(paginate(listUsers, ctx, { banned: true }), { maxItems: 1000 })
 */
export async function collect<Item>(
  items: AsyncIterable<Item>,
  options: CollectOptions,
): Promise<Item[]> {
  const { maxItems } = options
  const found: Item[] = []
  if (maxItems <= 0) return found
  for await (const item of items) {
    found.push(item)
    if (found.length >= maxItems) break
  }
  return found
}
