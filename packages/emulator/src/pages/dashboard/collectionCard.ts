import { html } from 'hono/html'
import type { Collection, Stored } from '../../core/collection.ts'
import { countOf, hasMore, heading, type Markup, nothing, type Row, table } from './markup.ts'
import { firstOf, openIds, type View } from './view.ts'

const ROWS = 25

/** A card that lists the newest items of a collection. */
interface CollectionCard<T extends Stored> {
  title: string
  items: Collection<T>
  /** The prefix of the keys of open rows, such as `user`. */
  kind: string
  /** The headings of the columns. */
  heads: string[]
  /** Whether the search finds an item. */
  matches: (item: T) => boolean
  row: (item: T) => Row
  /** The text of a card without items. */
  otherwise: Markup
}

/** Renders the newest items that the search finds, and the items that are open. */
export function collectionCard<T extends Stored>(
  view: View,
  { title, items, kind, heads, matches, row, otherwise }: CollectionCard<T>,
): Markup {
  const found = firstOf(items.newest(undefined, matches), ROWS + 1)
  const open = openIds(view, kind).flatMap((id) => items.peek(id) ?? [])
  const rows = firstOf(found, ROWS, open)
  return html`${heading(title.toLowerCase(), title, countOf(view, items.size, found.length, ROWS))}
${rows.length ? table(view, title, heads, rows.map(row)) : nothing(view, otherwise)}
${hasMore(view, items.size, found.length, ROWS)}`
}
