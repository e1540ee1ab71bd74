import type { Context } from '../core/context.ts'
import { ClerkConfigError, ClerkResponseError } from '../core/errors.ts'
import { checkedCount } from '../core/numbers.ts'
import { redactJson } from '../core/redact.ts'
import type { RequestOptions } from '../core/request.ts'
import { share } from '../core/shared.ts'

/** How to page, besides what the operation takes itself. */
export interface PaginateOptions extends RequestOptions {
  /**
   * Items per request; `Infinity` is the largest number that the operation allows. Default: `limit` of the params, else
   * `Infinity`.
   */
  pageSize?: number | undefined
  /** Stop after so many items. Default: `Infinity`. */
  maxItems?: number | undefined
  /**
   * Request the next page while this one is being processed. Two pages are then in memory. A page that was requested ahead
   * and has not arrived a second after it is needed is requested once more: the first response counts.
   */
  prefetch?: boolean | undefined
}

/** A list operation: its response is a bare array, or an object with one array in it. */
export type ListOperation = (ctx: Context, ...args: never[]) => Promise<object>

/** One item of the response of a list operation. */
export type ItemOf<Operation extends ListOperation> =
  Awaited<ReturnType<Operation>> extends infer Answer
    ? Answer extends readonly (infer Item)[]
      ? Item
      : Extract<Answer[keyof Answer], readonly unknown[]> extends readonly (infer Item)[]
        ? Item
        : never
    : never

/** The arguments of an operation after `ctx`, with {@link PaginateOptions} in place of its options. */
export type PaginateArgs<Operation extends ListOperation> =
  Parameters<Operation> extends [Context, ...infer Rest]
    ? {
        [Key in keyof Rest]: 'signal' extends keyof NonNullable<Rest[Key]>
          ? PaginateOptions | undefined
          : Rest[Key]
      }
    : never

/** The `limit` that every operation allows. */
const SAFE_LIMIT = 100
/** The page size that `listUsers`, the one list without a total, uses for `Infinity`. */
const USERS_LIMIT = 500
/** How many times in a row the same page may arrive. Rows that move between two requests repeat a page once. */
const LARGEST_REPEAT = 2

/**
 * Like {@link paginate}, a whole page at a time.
 *
 * @example
 * for await (const users of paginatePages(listUsers, ctx, {}, { pageSize: 100 })) {
 *   await saveAll(users)
 * }
 */
export async function* paginatePages<Operation extends ListOperation>(
  operation: Operation,
  ctx: Context,
  ...args: PaginateArgs<Operation>
): AsyncGenerator<ItemOf<Operation>[], void, undefined> {
  if (typeof operation !== 'function') {
    throw new ClerkConfigError(
      'paginate takes a list operation and then the context, such as paginate(listUsers, ctx)',
    )
  }
  const given = args as readonly unknown[]
  const idCount = given.findIndex((arg) => typeof arg !== 'string')
  const ids = idCount < 0 ? given : given.slice(0, idCount)
  const [params, options] = given.slice(ids.length) as [ListParams?, PaginateOptions?]
  // The few lists without params have their options in that position.
  const { pageSize, maxItems, prefetch, limit }: ListParams & PaginateOptions = {
    ...params,
    ...options,
  }
  const largest = pageSize == null ? limit : checkedCount('options.pageSize', pageSize)
  const byCursor =
    params?.starting_after !== undefined ||
    (!params?.offset && /^[+-]?created_at$/.test(params?.order_by ?? 'created_at'))
  const call = operation as unknown as (ctx: Context, ...args: unknown[]) => Promise<object>
  const checkProgress = newProgress(ctx, operation.name, params?.starting_after)
  let offset = params?.offset ?? 0
  let cursor = params?.starting_after
  let left = maxItems == null ? Infinity : checkedCount('options.maxItems', maxItems)
  let size = 0

  const load = () => {
    size = Math.min(largest ?? Infinity, left > SAFE_LIMIT ? Infinity : left)
    const place =
      cursor === undefined ? { offset: offset || undefined } : { starting_after: cursor }
    const page = call(ctx, ...ids, { ...params, limit: size, ...place }, options)
    // A page that was requested ahead may fail after the caller has stopped. A caller that awaits it still gets the error.
    page.catch(() => {})
    return page
  }
  let isLast = left === 0
  let ahead: Promise<object> | undefined
  while (!isLast) {
    // A page requested ahead belongs to an earlier call of next(), whose Worker request may have ended: see `share`.
    const answer: unknown = await (ahead ? share({ current: ahead }, load) : load())
    const bare = Array.isArray(answer)
    const items = (bare ? answer : Object.values(Object(answer)).find(Array.isArray)) as
      | ItemOf<Operation>[]
      | undefined
    if (!items) throw unlike(ctx, operation.name, answer, 'a list', 'something else')
    const next = bare && byCursor ? idOf(items.at(-1)) : undefined
    checkProgress(items, next)
    offset += items.length
    left -= items.length
    cursor = next
    const expected = size < Infinity ? Math.max(size, 1) : bare ? USERS_LIMIT : 1
    const total = (answer as { total_count?: number }).total_count ?? Infinity
    isLast = items.length < expected || offset >= total || left <= 0
    ahead = prefetch && !isLast ? load() : undefined
    if (items.length > 0) yield left < 0 ? items.slice(0, left) : items
  }
}

/**
 * Detects an API that returns the same page for ever, as if it ignored the cursor or offset.
 *
 * With a cursor, no page begins or ends with an item that another page began or ended with. With an offset, a page may
 * repeat once when rows move, but not again and again.
 */
function newProgress(
  ctx: Context,
  operation: string,
  start: string | undefined,
): (items: readonly unknown[], cursor: string | undefined) => void {
  const edges = new Set([start])
  let latest: string | undefined
  let repeats = 0
  return (items, cursor) => {
    const ids = items.map(idOf)
    const whole = ids.includes(undefined) ? JSON.stringify(items) : ids.join()
    repeats = items.length > 0 && whole === latest ? repeats + 1 : 0
    latest = whole
    const ends = cursor === undefined ? [] : [ids[0] ?? cursor, cursor]
    if (repeats >= LARGEST_REPEAT || ends.some((id) => edges.has(id))) {
      throw unlike(ctx, operation, items, 'the next page', 'a page that came before')
    }
    for (const id of ends) edges.add(id)
  }
}

function idOf(item: unknown): string | undefined {
  const { id } = Object(item) as { id?: unknown }
  return typeof id === 'string' ? id : undefined
}

function unlike(
  ctx: Context,
  operation: string,
  body: unknown,
  expected: string,
  received: string,
): ClerkResponseError {
  // Only the operation knows its route.
  const call = { operation, method: 'GET', route: operation }
  const clean = redactJson(body, [ctx.secretKey, ctx.machineSecretKey])
  return new ClerkResponseError(call, 200, clean, [{ path: '', expected, received }])
}

/** The params of an operation that paging reads and sets. */
interface ListParams {
  limit?: number
  offset?: number
  starting_after?: string
  order_by?: string
}
