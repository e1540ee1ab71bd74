import { cameBefore, keyOf, type List, type Page, type Step } from './list.ts'

/** Where the reading of a list stands. */
interface Place {
  /** How many rows are before the next page. */
  offset: number
  /** The rows of the last page. */
  given: ReadonlySet<string>
  /** How often the last page came in a row. */
  repeats: number
}

/** How often a page may come in a row. Rows that move between two requests repeat a page once. */
const LARGEST_REPEAT = 2

/**
 * Pages by `offset`, where rows move when one before them is deleted or added.
 *
 * @param page The first page.
 */
export function rowsFrom<Row>(list: List<Row>, page: Page<Row>): Step<Row> {
  const { offset = 0 } = list.params
  return take(list, { offset, given: new Set(), repeats: 0 }, page)
}

/** The rows of a page, and the place where it leaves the list. */
function take<Row>(list: List<Row>, before: Place, page: Page<Row>): Step<Row> {
  const { items, total, isShort } = page
  const given = new Set(page.items.map(keyOf))
  const isSame = given.size > 0 && [...given].join() === [...before.given].join()
  const repeats = isSame ? before.repeats + 1 : 0
  if (repeats >= LARGEST_REPEAT) throw cameBefore(list, page.items)

  const offset = before.offset + page.items.length
  if (isShort || (total !== undefined && offset >= total)) return { items, next: undefined }
  const place = { offset, given, repeats }
  return { items, next: (limit) => pageAt(list, place, limit) }
}

async function pageAt<Row>(list: List<Row>, place: Place, limit: number): Promise<Step<Row>> {
  return take(list, place, await list.page({ offset: place.offset || undefined, limit }))
}
