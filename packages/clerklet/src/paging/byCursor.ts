import type { ClerkApiError } from '../core/errors.ts'
import { isClerkApiError } from '../core/isClerkApiError.ts'
import {
  cameBefore,
  idOf,
  type List,
  type ListParams,
  type Page,
  type Step,
  unlike,
} from './list.ts'

/** The state of paging through a list of users. */
interface Place {
  /** The number of the last page, from 1. */
  number: number
  /** The id of the last user of the last page. The next page begins after this user. */
  cursor: string
  /** Ids in the order of the list: the user before the last page, if there is one, and then the users of the last page. */
  trail: string[]
  /** The time at which the first user of the last page was created. Unchanged while pages are read again. */
  start: unknown
  /** Ids and creation times of the users who must not be yielded again. Later pages list no users before `start`. */
  given: ReadonlyMap<string, unknown>
  /** Set while pages are read again, because a cursor was not found. `until` is the creation time of the user of that cursor. */
  reread: { until: unknown } | undefined
  /** Bounds of the creation time, which replace the caller's bounds. Set when none of a page's users is listed any longer. */
  bound: ListParams
  /** The number of the page of each cursor. Detects an API that repeats a page. Emptied when pages are read again. */
  cursors: Map<string, number>
}

/** The factor by which each step back is longer than the previous step. Four steps cover a page of 500 users. */
const STRIDE = 8
/** The statuses with which the API may refuse a cursor whose user is not listed. */
const REFUSALS = [400, 404, 410, 422]

/**
 * Pages through users by `starting_after`, in the order of `created_at`.
 *
 * The API does not document its response to a cursor whose user was deleted or is no longer listed. An error, an empty page and
 * the first page are all possible. After each of these, {@link goBack} looks for an earlier place.
 *
 * @param page The first page.
 */
export function usersFrom<User>(list: List<User>, page: Page<User>): Step<User> {
  const { starting_after: cursor } = list.params
  const cursors = new Map<string, number>(cursor === undefined ? [] : [[cursor, 0]])
  const given = new Map<string, unknown>()
  const before = { number: 0, start: undefined, given, reread: undefined, bound: {}, cursors }
  return take(list, before, page, cursor)
}

/** Returns the users of a page that were not yielded before, and a function that requests the next page. */
function take<User>(
  list: List<User>,
  before: Omit<Place, 'cursor' | 'trail'>,
  page: Page<User>,
  pageBegan: string | undefined,
): Step<User> {
  const { reread, bound, cursors } = before
  const items = page.items.filter((user) => {
    // The page also contains users of earlier pages when the bound of the creation time is inclusive or ignored.
    const isPassed = reread !== undefined && precedes(list, createdAt(user), before.start)
    return !isPassed && !isGiven(before.given, user)
  })
  if (page.isShort) return { items, next: undefined }

  const number = before.number + 1
  const last = page.items.at(-1)
  const cursor = idOf(last)
  if (cursor === undefined) throw unlike(list, page.items, 'a list of users', 'without ids')
  const isStuck = items.length === 0 && !reread
  if (isStuck || (cursors.get(cursor) ?? number) !== number) throw cameBefore(list, page.items)
  cursors.set(cursor, number)

  const isReread = reread !== undefined && !precedes(list, reread.until, createdAt(last))
  const start = isReread ? before.start : createdAt(page.items[0])
  const given = new Map([...before.given].filter(([, time]) => !precedes(list, time, start)))
  // The user before the page must not be yielded either. For the first page, the caller may have set `starting_after`.
  if (pageBegan !== undefined) given.set(pageBegan, start)
  const trail = pageBegan === undefined ? [] : [pageBegan]
  for (const user of page.items) {
    const id = idOf(user)
    if (id === undefined) continue
    given.set(id, createdAt(user))
    trail.push(id)
  }
  const again = isReread ? reread : undefined
  const place = { number, cursor, trail, start, given, reread: again, bound, cursors }
  return { items, next: (limit) => pageAfter(list, place, limit) }
}

async function pageAfter<User>(list: List<User>, place: Place, limit: number): Promise<Step<User>> {
  const answer = await answerAfter(list, place, place.cursor, limit)
  const isCursorInDoubt = 'items' in answer ? isDoubtful(list, place, answer) : true
  const step = isCursorInDoubt ? await goBack(list, place, limit) : undefined
  if (step) return step
  if ('items' in answer) return take(list, place, answer, place.cursor)
  throw answer
}

/** Whether a page may be the response to a cursor that the API did not find. */
function isDoubtful<User>(list: List<User>, place: Place, { items }: Page<User>): boolean {
  if (items.length === 0) return true
  if (place.reread || has(items, place.cursor)) return false
  return (
    items.some((user) => isGiven(place.given, user)) ||
    precedes(list, createdAt(items[0]), place.start)
  )
}

/**
 * Continues from a place before a cursor whose user may not be listed any more. Tries earlier users of the page, then the user
 * before the page, then the creation time of the first user of the page. Returns undefined when the user of the cursor is still
 * listed, so that the response to the cursor is correct.
 *
 * The steps become longer, because usually either one user or the whole page is no longer listed.
 */
async function goBack<User>(
  list: List<User>,
  place: Place,
  limit: number,
): Promise<Step<User> | undefined> {
  const reread = place.reread ?? { until: place.given.get(place.cursor) }
  const again = { ...place, reread, cursors: new Map<string, number>() }
  for (const index of stepsBack(place.trail.length)) {
    const passed = place.trail.slice(0, index + 1)
    const page = await answerAfter(list, place, passed.at(-1) as string, limit)
    if (!('items' in page) || page.items.length === 0) continue
    if (has(page.items, place.cursor)) return undefined
    const shown = new Set(page.items.map(idOf))
    const isFirstPage =
      precedes(list, createdAt(page.items[0]), place.start) || passed.some((id) => shown.has(id))
    if (!isFirstPage) return take(list, again, page, passed.at(-1))
  }
  const bound = boundAt(list, place.start)
  const page = await list.page({ ...bound, starting_after: undefined, limit })
  if (has(page.items, place.cursor)) return undefined
  return take(list, { ...again, bound }, page, undefined)
}

/** Yields the indices that `goBack` tries, from the last but one to the first, in growing steps. */
function* stepsBack(length: number): Generator<number> {
  const last = length - 1
  for (let back = 1; back < last; back *= STRIDE) yield last - back
  if (last > 0) yield 0
}

/** Requests the page after a user. Returns an error with which the API refuses the cursor, and throws all other errors. */
async function answerAfter<User>(
  list: List<User>,
  { bound }: Place,
  id: string,
  limit: number,
): Promise<Page<User> | ClerkApiError> {
  try {
    return await list.page({ ...bound, starting_after: id, limit })
  } catch (error) {
    if (isClerkApiError(error) && REFUSALS.includes(error.status)) return error
    throw error
  }
}

/** Makes params that select the users who were created at a time, in milliseconds, and all users after them in the list. */
function boundAt({ params }: List<unknown>, time: unknown): ListParams {
  if (typeof time !== 'number') return {}
  const { created_at_before: before = Infinity, created_at_after: after = -Infinity } = params
  return isDescending(params)
    ? { created_at_before: Math.min(Number(before), time + 1) }
    : { created_at_after: Math.max(Number(after), time - 1) }
}

/** Whether a user who was created at `time` is listed before all users who were created at `other`. */
function precedes({ params }: List<unknown>, time: unknown, other: unknown): boolean {
  if (typeof time !== 'number' || typeof other !== 'number') return false
  return isDescending(params) ? time > other : time < other
}

function isDescending({ order_by = '-created_at' }: ListParams): boolean {
  return order_by.startsWith('-')
}

function createdAt(user: unknown): unknown {
  return (Object(user) as { created_at?: unknown }).created_at
}

function isGiven(given: ReadonlyMap<string, unknown>, user: unknown): boolean {
  const id = idOf(user)
  return id !== undefined && given.has(id)
}

function has(users: readonly unknown[], id: string): boolean {
  return users.some((user) => idOf(user) === id)
}
