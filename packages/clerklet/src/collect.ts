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
  { maxItems }: { maxItems: number },
): Promise<Item[]> {
  const found: Item[] = []
  if (maxItems <= 0) return found
  for await (const item of items) {
    found.push(item)
    if (found.length >= maxItems) break
  }
  return found
}
