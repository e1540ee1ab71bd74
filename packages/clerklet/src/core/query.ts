import { ClerkConfigError } from './errors.ts'
import { kindOf } from './kindOf.ts'
import { isWellFormed } from './path.ts'

/**
 * A value of a query. `undefined` is left out, an array repeats its key, a `Date` becomes epoch milliseconds. An empty array
 * throws: the URL would lack the key, and the API would return every row.
 */
export type QueryValue = string | number | boolean | null | Date | undefined | readonly QueryValue[]

/** The number of rows that the API returns when the query has no `limit`. */
const DEFAULT_LIMIT = 10

/**
 * Makes the query of a URL, with its question mark; empty without parameters.
 *
 * @param route Names the endpoint in errors.
 * @param maxLimit The largest `limit` of the endpoint. A `limit` of `Infinity` becomes this number.
 * @param idFilters Names of filters whose values name one row each. When the query has no `limit`, and more than ten values
 *   of these filters, the number of values becomes the `limit`, at most `maxLimit`.
 * @throws {ClerkConfigError} when `query` is not an object, a value cannot be part of a URL, an array is empty, or the limit
 *   is out of range.
 */
export function searchOf(
  query: unknown,
  route: string,
  maxLimit: number,
  idFilters: readonly string[] = [],
): string {
  if (query === undefined || query === null) return ''
  if (typeof query !== 'object') {
    throw new ClerkConfigError(`The params of ${route} are ${kindOf(query)}: pass an object`)
  }
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    append(search, name, name === 'limit' ? checkedLimit(value, route, maxLimit) : value, route)
  }
  const ids = idFilters.reduce((count, name) => count + search.getAll(name).length, 0)
  if (ids > DEFAULT_LIMIT && !search.has('limit')) {
    search.append('limit', `${Math.min(ids, maxLimit)}`)
  }
  const text = search.toString()
  return text && `?${text}`
}

function append(search: URLSearchParams, name: string, value: unknown, route: string): void {
  if (value === undefined) return
  if (Array.isArray(value)) {
    const items = itemsOf(value)
    if (items.length === 0) {
      throw new ClerkConfigError(
        `${name} in the params of ${route} is an empty array: a URL cannot express it, and the API would ignore the filter. Skip the call when there are no values, or omit the param to list everything`,
      )
    }
    for (const item of items) append(search, name, item, route)
    return
  }
  const text = queryText(value)
  if (text === undefined || !isWellFormed(name) || !isWellFormed(text)) {
    throw new ClerkConfigError(
      `${isWellFormed(name) ? name : 'A name'} in the params of ${route} cannot be part of a URL: pass a well-formed string, a number, a boolean, a valid Date or a list of these`,
    )
  }
  search.append(name, text)
}

/** Flattens an array of any depth, and removes `undefined`. */
function itemsOf(array: readonly unknown[]): unknown[] {
  return array.flat(Infinity).filter((item) => item !== undefined)
}

/**
 * Joins an array as `a,b,c`, for the few params that do not repeat their key. An empty array is returned unchanged, and
 * `searchOf` refuses it.
 */
export function commaSeparated(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const items = itemsOf(value)
  return items.length > 0 ? items.join() : items
}

/** Converts a value to text; `undefined` when the value cannot be part of a query. */
function queryText(value: unknown): string | undefined {
  if (value instanceof Date) {
    const time = value.getTime()
    return Number.isNaN(time) ? undefined : `${time}`
  }
  const isPlain = value === null || /^(string|number|boolean|bigint)$/.test(typeof value)
  return isPlain ? `${value}` : undefined
}

function checkedLimit(limit: unknown, route: string, maxLimit: number): unknown {
  if (limit === undefined) return undefined
  if (limit === Infinity) return maxLimit
  const isInRange =
    typeof limit === 'number' && limit > 0 && limit <= maxLimit && Number.isInteger(limit)
  if (isInRange) return limit
  const given = typeof limit === 'object' && limit !== null ? kindOf(limit) : String(limit)
  throw new ClerkConfigError(
    `limit is ${given}, and ${route} takes a whole number from 1 to ${maxLimit}: for other values the API returns 10 rows`,
  )
}
