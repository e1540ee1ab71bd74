import { ClerkError } from '../core/errors.ts'
import { cameBefore, keyOf, type List, type Page, SAFE_LIMIT, type Step } from './list.ts'

/** The position of paging in a list. */
interface Place {
  /** The number of rows before the next page. */
  offset: number
  /** The `total_count` of the last page; undefined when the list has none. */
  total: number | undefined
  /** The ids of the rows of the last page, in their order; for a row without an id, its JSON. */
  given: ReadonlySet<string>
  /** The number of times in succession that the API has repeated the last page. */
  repeats: number
}

/** Paging throws at the second repeat of a page. One repeat is no error, since rows may have moved between two requests. */
const LARGEST_REPEAT = 2

/**
 * Pages through rows by `offset`. Rows move when a row before them is deleted or added.
 *
 * @param page The first page.
 */
export function rowsFrom<Row>(list: List<Row>, page: Page<Row>): Step<Row> {
  const { offset = 0 } = list.params
  return take(list, { offset, total: undefined, given: new Set(), repeats: 0 }, page)
}

/** Returns the rows of a page, and a function that requests the next page. */
function take<Row>(
  list: List<Row>,
  before: Place,
  page: Page<Row>,
  items: Row[] = page.items,
): Step<Row> {
  const { total, isShort } = page
  const given = new Set(page.items.map(keyOf))
  const isSame = given.size > 0 && [...given].join() === [...before.given].join()
  const repeats = isSame ? before.repeats + 1 : 0
  if (repeats >= LARGEST_REPEAT) throw cameBefore(list, page.items)

  const offset = before.offset + page.items.length
  if (isShort || (total !== undefined && offset >= total)) return { items, next: undefined }
  const place = { offset, total, given, repeats }
  return { items, next: (limit) => pageAt(list, place, limit) }
}

async function pageAt<Row>(list: List<Row>, place: Place, limit: number): Promise<Step<Row>> {
  if (place.total === undefined) return overlappingPage(list, place, limit)
  const page = await list.page({ offset: place.offset || undefined, limit })
  const gone = place.total - (page.total ?? Infinity)
  return gone > 0 ? follow(list, place, gone) : take(list, place, page)
}

/**
 * Requests the next page of a list without a total. The page should begin with the last row of the page before. When that row is
 * missing, rows have moved.
 */
async function overlappingPage<Row>(
  list: List<Row>,
  place: Place,
  limit: number,
): Promise<Step<Row>> {
  const offset = Math.max(place.offset - 1, 0)
  // Requests one more row for the overlap, unless the caller or the operation does not allow it.
  const room = Math.min(limit < SAFE_LIMIT ? limit + 1 : limit, Math.max(list.pageSize, 2))
  const page = await list.page({ offset: offset || undefined, limit: room })
  const last = [...place.given].at(-1)
  const index = page.items.findIndex((row) => keyOf(row) === last)
  if (index < 0) return follow(list, place, place.given.size)
  return take(list, { ...place, offset }, page, page.items.slice(index + 1))
}

/**
 * Continues after deletions, which move later rows up. Goes back `gone + 1` rows, but not beyond the last page. Returns the rows
 * after the last row that was already returned.
 *
 * @throws {ClerkError} when the page contains no row of the last page, because rows would then be skipped. An empty list is not
 *   an error.
 */
async function follow<Row>(list: List<Row>, place: Place, gone: number): Promise<Step<Row>> {
  const offset = Math.max(place.offset - Math.min(gone + 1, place.given.size), 0)
  const page = await list.page({ offset: offset || undefined, limit: list.pageSize })
  const last = page.items.findLastIndex((row) => place.given.has(keyOf(row)))
  const isEmpty = page.total === 0 || (offset === 0 && page.items.length === 0)
  if (last < 0 && !isEmpty) {
    const fall =
      place.total === undefined ? '' : `total_count fell from ${place.total} to ${page.total}, and `
    throw new ClerkError(
      `${list.name}: ${fall}no row of the last page is listed where it was. Later rows have moved, and some would be skipped. If the loop removes the items, use drain(${list.name}, ctx). If something else deletes from the list, start again`,
    )
  }
  // This page overlaps the last one by design, so it does not count as a repeated page.
  const before = { offset, total: undefined, given: new Set<string>(), repeats: 0 }
  return take(list, before, page, page.items.slice(last + 1))
}
