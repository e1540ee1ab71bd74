import type { Context } from './context.ts'
import type { RequestOptions } from './request.ts'

/** How to page, besides what the operation takes itself. */
export interface PaginateOptions extends RequestOptions {
  /** Items per request. Default: `limit` of the params, else the largest number that the operation allows. */
  pageSize?: number | undefined
  /** Stop after so many items. */
  maxItems?: number | undefined
  /** Request the next page while this one is being worked on. Two pages are then in memory. */
  prefetch?: boolean | undefined
}

/** A list operation: its answer is a bare array, or an object with one array in it. */
export type ListOperation = (ctx: Context, ...args: never[]) => Promise<object>

/** One item of what a list operation answers. */
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

/** What every operation allows as `limit`. */
const SAFE_LIMIT = 100
/** What `listUsers`, the one list without a total, makes of `Infinity`. */
const USERS_LIMIT = 500

/**
 * Goes through all items of a list, page by page: at most one page is in memory.
 *
 * `listUsers` is paged by cursor as long as it is ordered by `created_at`, so that users who come and go meanwhile neither
 * repeat nor hide others; every other list is paged by offset, where rows may move.
 *
 * @example
 * for await (const user of paginate(listUsers, ctx, { banned: true })) {
 *   console.log(user.id)
 * }
 *
 * @throws what the operation throws, at the page where it happens.
 */
export function paginate<Operation extends ListOperation>(
  operation: Operation,
  ctx: Context,
  ...args: PaginateArgs<Operation>
): AsyncGenerator<ItemOf<Operation>, void, undefined> {
  const pages = paginatePages(operation, ctx, ...args)
  const { next, return: end, throw: fail } = pages
  let items: Iterator<ItemOf<Operation>, undefined> = [].values()
  let loading: ReturnType<typeof next> | undefined
  let isOpen = true

  const load = async () => {
    try {
      const page = await next.call(pages)
      if (!page.done && isOpen) items = page.value.values()
      return page
    } finally {
      loading = undefined
    }
  }
  const close = () => {
    isOpen = false
    items = [].values()
  }
  const following = async () => {
    for (;;) {
      // Whoever asks meanwhile waits for the same page.
      loading ??= load()
      const page = await loading
      if (page.done) return page
      const item = items.next()
      if (!item.done) return item
    }
  }
  // The generator of the pages with another `next`: one that went through each page would make three promises for each item,
  // where this makes one.
  return Object.assign(pages as AsyncGenerator<unknown, void, undefined>, {
    next() {
      const item = items.next()
      return item.done ? following() : Promise.resolve(item)
    },
    return() {
      close()
      return end.call(pages, undefined)
    },
    throw(error: unknown) {
      close()
      return fail.call(pages, error)
    },
  }) as AsyncGenerator<ItemOf<Operation>, void, undefined>
}

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
  const given = args as readonly unknown[]
  const idCount = given.findIndex((arg) => typeof arg !== 'string')
  const ids = idCount < 0 ? given : given.slice(0, idCount)
  const [params, options] = given.slice(ids.length) as [ListParams?, PaginateOptions?]
  // The few lists without params have their options in that place.
  const { pageSize, maxItems, prefetch, limit }: ListParams & PaginateOptions = {
    ...params,
    ...options,
  }
  const byCursor =
    params?.starting_after !== undefined ||
    (!params?.offset && /^[+-]?created_at$/.test(params?.order_by ?? 'created_at'))
  const call = operation as unknown as (ctx: Context, ...args: unknown[]) => Promise<object>
  let offset = params?.offset ?? 0
  let cursor = params?.starting_after
  let left = maxItems ?? Infinity
  let size = 0

  const load = () => {
    size = Math.min(pageSize ?? limit ?? Infinity, left > SAFE_LIMIT ? Infinity : left)
    const place =
      cursor === undefined ? { offset: offset || undefined } : { starting_after: cursor }
    const page = call(ctx, ...ids, { ...params, limit: size, ...place }, options)
    // A page that was fetched ahead may fail after the caller has stopped; whoever awaits it still hears of it.
    page.catch(() => {})
    return page
  }
  let next = left > 0 ? load() : undefined
  while (next) {
    const answer: object = await next
    const bare = Array.isArray(answer)
    const items = (bare ? answer : Object.values(answer).find(Array.isArray)) as ItemOf<Operation>[]
    offset += items.length
    left -= items.length
    if (bare && byCursor) cursor = (items.at(-1) as { id: string } | undefined)?.id
    const expected = size < Infinity ? size : bare ? USERS_LIMIT : 1
    const total = (answer as { total_count?: number }).total_count ?? Infinity
    const isLast = items.length < expected || offset >= total || left <= 0
    next = prefetch && !isLast ? load() : undefined
    if (items.length > 0) yield left < 0 ? items.slice(0, left) : items
    if (!isLast) next ??= load()
  }
}

/** What paging reads and sets of the params of an operation. */
interface ListParams {
  limit?: number
  offset?: number
  starting_after?: string
  order_by?: string
}
