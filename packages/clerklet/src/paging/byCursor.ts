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

/** How far a list of users has been read. */
interface Place {
  /** The number of the page that was read last. */
  number: number
  /** The last user of that page: the next page begins after it. */
  cursor: string
  /** Ids in the order of the list: of the user that the page began after, where there is one, and of its users. */
  trail: string[]
  /** When the first user of the page was created, in milliseconds. */
  start: unknown
  /** The users who must not be given again, by id, and when each was created. Users from before `start` cannot come again. */
  given: ReadonlyMap<string, unknown>
  /** Set while pages are read again after a cursor was deleted. `until` is when its user was created. */
  reread: { until: unknown } | undefined
  /** A bound in time that replaces params of the caller. Empty until a whole page was deleted. */
  bound: ListParams
  /** The number of the page of each cursor, since pages were last read again. Detects an API that repeats a page. */
  cursors: Map<string, number>
}

/** How much longer each step back is than the one before: four steps cover a page of 500 users. */
const STRIDE = 8
/** The statuses with which the API may refuse a cursor that is gone. */
const REFUSALS = [400, 404, 410, 422]

/**
 * Pages through users by `starting_after`, in the order of `created_at`.
 *
 * The response to a cursor whose user was deleted, or left the list, is not documented. A refusal, an empty page and the
 * first page are all possible. After each of these, {@link goBack} looks for an earlier place.
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

/** The users of a page that were not given before, and how to request the next page. */
function take<User>(
  list: List<User>,
  before: Omit<Place, 'cursor' | 'trail'>,
  page: Page<User>,
  pageBegan: string | undefined,
): Step<User> {
  const { reread, bound, cursors } = before
  const items = page.items.filter((user) => {
    // If the bound in time is inclusive or ignored, the page also holds users of earlier pages.
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
  // The user that the page began after, which the caller may have chosen, is not given either.
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

/** Whether a page looks as if the API did not find the cursor. */
function isDoubtful<User>(list: List<User>, place: Place, { items }: Page<User>): boolean {
  if (items.length === 0) return true
  if (place.reread || has(items, place.cursor)) return false
  return (
    items.some((user) => isGiven(place.given, user)) ||
    precedes(list, createdAt(items[0]), place.start)
  )
}

/**
 * Looks for a place before a cursor that may be gone: after an earlier user of the page, then after the page before, then at
 * the time when the page's first user was created. Returns undefined when the cursor is still listed, so that the answer to
 * it is right.
 *
 * The steps become longer, because usually one user is gone, or all of the page.
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

/** The indices to try, from the last but one towards the first, in growing steps. */
function* stepsBack(length: number): Generator<number> {
  const last = length - 1
  for (let back = 1; back < last; back *= STRIDE) yield last - back
  if (last > 0) yield 0
}

/** The page after a user, or the error by which the API refused the cursor. */
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

/** Params for the users who were created at a time, in milliseconds, and all that follow them in the list. */
function boundAt({ params }: List<unknown>, time: unknown): ListParams {
  if (typeof time !== 'number') return {}
  const { created_at_before: before = Infinity, created_at_after: after = -Infinity } = params
  return isDescending(params)
    ? { created_at_before: Math.min(Number(before), time + 1) }
    : { created_at_after: Math.max(Number(after), time - 1) }
}

/** Whether a user created at one time, in milliseconds, stands before all that were created at the other. */
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
