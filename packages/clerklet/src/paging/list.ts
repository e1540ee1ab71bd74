import type { Context } from '../core/context.ts'
import { ClerkConfigError, ClerkResponseError } from '../core/errors.ts'
import { checkedCount } from '../core/numbers.ts'
import { redactJson } from '../core/redact.ts'
import type { RequestOptions } from '../core/request.ts'

/** Options of {@link paginate}, in addition to those of the operation. */
export interface PaginateOptions extends RequestOptions {
  /**
   * Items per request; `Infinity` for the largest number that the operation allows. Default: `limit` of the params, or
   * `Infinity`. Set it for an operation of your own that returns a bare array and allows fewer than 100 items.
   */
  pageSize?: number | undefined
  /** The largest number of items to yield. Default: `Infinity`. */
  maxItems?: number | undefined
  /**
   * Whether to request the next page while the loop processes this one. Two pages are then in memory. A page that was requested
   * ahead, and has not arrived a second after it is needed, is requested again. The response that arrives first is used.
   * Default: `false`.
   */
  prefetch?: boolean | undefined
}

/** A list operation: its response is a bare array, or an object that contains one array. */
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
export type PaginateArgs<Operation extends ListOperation, Options = PaginateOptions> =
  Parameters<Operation> extends [Context, ...infer Rest]
    ? {
        [Key in keyof Rest]: 'signal' extends keyof NonNullable<Rest[Key]>
          ? Options | undefined
          : Rest[Key]
      }
    : never

/** The params of a list operation that paging reads and sets. */
export interface ListParams {
  limit?: number | undefined
  offset?: number | undefined
  starting_after?: string | undefined
  order_by?: string | undefined
  created_at_before?: number | Date | undefined
  created_at_after?: number | Date | undefined
}

/** The operation and its context, for errors about its responses. */
export interface CalledList {
  name: string
  ctx: Context
}

/** A list operation with its arguments. */
export interface List<Item> extends CalledList {
  params: ListParams
  prefetch: boolean
  /** Items per request; `Infinity` for the largest page that the operation allows. */
  pageSize: number
  maxItems: number
  /** Requests a page. The fields of `place` replace those of the params. */
  page(place: ListParams): Promise<Page<Item>>
}

/** The response of a list operation. */
export interface Page<Item> {
  items: Item[]
  /** `total_count`; undefined when the response has none. */
  total: number | undefined
  /** Whether the response is a bare array, without a total, such as that of `listUsers`. */
  isBare: boolean
  /** Whether the page has so few items that it must be the last page. */
  isShort: boolean
}

/** Items to yield, and a function that requests further items. */
export interface Step<Item> {
  items: Item[]
  /** Requests the next page of at most `limit` items. Undefined at the end of the list. */
  next: ((limit: number) => Promise<Step<Item>>) | undefined
}

/** The `limit` that every operation allows: the smallest maximum of all lists of the API. */
export const SAFE_LIMIT = 100

/**
 * Reads the arguments of `paginate`, `paginatePages` and `drain`.
 *
 * @param helper The name of the called function, for errors.
 * @throws {ClerkConfigError} when the operation is missing, when `pageSize` is not a whole number from 1 or `Infinity`, and when
 *   `maxItems` is not a whole number from 0 or `Infinity`.
 */
export function listOf<Operation extends ListOperation>(
  helper: string,
  operation: Operation,
  ctx: Context,
  args: readonly unknown[],
): List<ItemOf<Operation>> {
  if (typeof operation !== 'function') {
    throw new ClerkConfigError(
      `${helper} takes a list operation and then the context, such as ${helper}(listUsers, ctx)`,
    )
  }
  const idCount = args.findIndex((arg) => typeof arg !== 'string')
  const ids = idCount < 0 ? args : args.slice(0, idCount)
  const [params, options] = args.slice(ids.length) as [ListParams?, PaginateOptions?]
  // A few operations take no params. For them, the variable `params` contains the options.
  const given: ListParams & PaginateOptions = { ...params, ...options }
  const { pageSize, maxItems, prefetch, limit } = given
  // A cast, because `PaginateArgs` checks the types of the arguments.
  const call = operation as unknown as (ctx: Context, ...args: unknown[]) => Promise<object>
  const called = { name: operation.name, ctx }
  // The maximum of the operation is not known here, so the longest page so far counts as a full page.
  let fullPage = SAFE_LIMIT
  return {
    ...called,
    params: params ?? {},
    prefetch: Boolean(prefetch),
    pageSize:
      (pageSize == null ? limit : checkedCount('options.pageSize', pageSize, 1)) ?? Infinity,
    maxItems: maxItems == null ? Infinity : checkedCount('options.maxItems', maxItems),
    page: async (place) => {
      const answer = await call(ctx, ...ids, { ...params, ...place }, options)
      const page = pageOf<ItemOf<Operation>>(called, answer, place.limit ?? Infinity, fullPage)
      fullPage = Math.max(fullPage, page.items.length)
      return page
    },
  }
}

function pageOf<Item>(
  called: CalledList,
  answer: unknown,
  limit: number,
  fullPage: number,
): Page<Item> {
  const isBare = Array.isArray(answer)
  // A cast, because the operation has compared the items with its schema.
  const items = (isBare ? answer : Object.values(Object(answer)).find(Array.isArray)) as
    | Item[]
    | undefined
  if (!items) throw unlike(called, answer, 'a list', 'something else')
  const expected = limit < Infinity ? Math.max(limit, 1) : isBare ? fullPage : 1
  const { total_count: total } = Object(answer) as { total_count?: number | null }
  return { items, total: total ?? undefined, isBare, isShort: items.length < expected }
}

/** Returns the `limit` of a request when at most `wanted` further items are needed; `Infinity` for the largest page. */
export function limitFor(pageSize: number, wanted: number): number {
  return Math.min(pageSize, wanted > SAFE_LIMIT ? Infinity : wanted)
}

/** The id of an item; undefined when it has none. */
export function idOf(item: unknown): string | undefined {
  const { id } = Object(item) as { id?: unknown }
  return typeof id === 'string' ? id : undefined
}

/** Returns the text that identifies an item in its list: the id, or the whole item as JSON. */
export function keyOf(item: unknown): string {
  return idOf(item) ?? JSON.stringify(item)
}

/** Makes the error for an API that returns an earlier page again, as if it ignored the cursor or the offset. */
export function cameBefore(called: CalledList, items: unknown): ClerkResponseError {
  return unlike(called, items, 'the next page', 'a page that came before')
}

/** Makes the error for a response that a list operation should not return. */
export function unlike(
  { name, ctx }: CalledList,
  body: unknown,
  expected: string,
  received: string,
): ClerkResponseError {
  // The name of the operation stands for its route, which is not known here.
  const call = { operation: name, method: 'GET', route: name }
  const clean = redactJson(body, [ctx.secretKey, ctx.machineSecretKey])
  return new ClerkResponseError(call, 200, clean, [{ path: '', expected, received }])
}
