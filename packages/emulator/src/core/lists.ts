import type { Context } from 'hono'
import { invalid } from './errors.ts'
import { pageOf } from './pagination.ts'
import { flag } from './params.ts'

/** The fields that order a list, each with a function that returns the value to compare. */
export type Orders<T> = Record<string, (item: T) => string | number | null | undefined>

interface ListOptions<T, Sent> {
  /** `on-request` sends a bare array unless the query contains `paginated=true`. Default: `always`. */
  envelope?: 'always' | 'on-request'
  /** The maximum of the query parameter `limit`. Default: 500. */
  maxLimit?: number
  /** Converts a stored item to the form that the API sends. Default: the item. */
  send?: (item: T) => Sent
}

/** Responds to a list operation with the result of {@link listOf}. */
export function answerList<T, Sent = T>(
  c: Context,
  items: Iterable<T>,
  options: ListOptions<T, Sent> = {},
): Response {
  return Response.json(listOf(c, items, options))
}

/** Returns the page of items that the query requests; with the total number of items, unless the result is a bare array. */
export function listOf<T, Sent = T>(
  c: Context,
  items: Iterable<T>,
  {
    envelope = 'always',
    maxLimit,
    send = (item) => item as unknown as Sent,
  }: ListOptions<T, Sent> = {},
): Sent[] | { data: Sent[]; total_count: number } {
  const query = queryOf(c)
  const { limit, offset } = pageOf(query, maxLimit)
  const all = [...items]
  const data = all.slice(offset, offset + limit).map(send)
  const bare = envelope === 'on-request' && !flag(query, 'paginated')
  return bare ? data : { data, total_count: all.length }
}

/** The query parameters of a request. Unlike `c.req.query()`, they include all values of repeated keys. */
export function queryOf(c: Context): URLSearchParams {
  return new URL(c.req.url).searchParams
}

/** Reads `order_by`: an optional sign, where `-` means descending, and a field. Refuses a field that `orders` lacks. */
export function orderOf<T>(
  query: URLSearchParams,
  orders: Orders<T>,
  fallback: string,
): { field: string; descending: boolean; value: Orders<T>[string] } {
  // A space is a plus sign: URL parameters decode `+` as a space.
  const [, sign, field = ''] = /^([-+ ]?)(.*)$/.exec(query.get('order_by') ?? fallback) ?? []
  const value = Object.hasOwn(orders, field) ? orders[field] : undefined
  if (!value) {
    throw invalid(
      'order_by',
      'form_param_value_invalid',
      'is invalid',
      `order_by must be one of ${Object.keys(orders).join(', ')}.`,
    )
  }
  return { field, descending: sign === '-', value }
}

/** Returns the items in the order that the query requests. */
export function inOrder<T>(
  query: URLSearchParams,
  items: Iterable<T>,
  orders: Orders<T>,
  fallback = '-created_at',
): T[] {
  const { descending, value } = orderOf(query, orders, fallback)
  const direction = descending ? -1 : 1
  // Reversed before the stable sort: in descending order, the newest of equal items comes first.
  const list = [...items]
  if (descending) list.reverse()
  return list.sort((a, b) => direction * compare(value(a) ?? null, value(b) ?? null))
}

/** Compares two values for an ascending sort. `null` comes last. */
export function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}

/**
 * Creates the test of a filter with up to 100 values: whether an item has one of these values. A leading `-` excludes a value,
 * a leading `+` changes nothing. Without values, every item passes.
 */
export function among(
  query: URLSearchParams,
  name: string,
): (values: readonly (string | null | undefined)[]) => boolean {
  const { wanted, without } = signed(query, name, (text) => text.toLowerCase())
  return (values) => {
    const own = values.filter((one) => typeof one === 'string').map((one) => one.toLowerCase())
    return (
      !own.some((one) => without.has(one)) && (!wanted.size || own.some((one) => wanted.has(one)))
    )
  }
}

/** Reads a filter with up to 100 values: a leading `-` excludes a value, a leading `+` changes nothing. */
export function signed(
  query: URLSearchParams,
  name: string,
  fold = (text: string) => text,
): { wanted: Set<string>; without: Set<string> } {
  const asked = query.getAll(name)
  if (asked.length > 100) {
    throw invalid(
      name,
      'form_param_value_invalid',
      'is invalid',
      `${name} takes at most 100 values.`,
    )
  }
  const bare = (text: string) => fold(text.replace(/^[-+ ]/, ''))
  return {
    wanted: new Set(asked.filter((one) => !one.startsWith('-')).map(bare)),
    without: new Set(asked.filter((one) => one.startsWith('-')).map(bare)),
  }
}

/**
 * Creates the test of a free-text search: whether a value of an item contains the text. Case is ignored. Without a text, every
 * item passes.
 */
export function containing(
  query: URLSearchParams,
  name: string,
): (values: readonly (string | null | undefined)[]) => boolean {
  const text = query.get(name)?.toLowerCase()
  return (values) => !text || values.some((one) => one?.toLowerCase().includes(text))
}
