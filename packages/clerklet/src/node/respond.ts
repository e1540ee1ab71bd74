import { isCorsHeader } from '../adapters/isCorsHeader.ts'
import { PRIVATE } from '../adapters/privateCaching.ts'
import { isObject } from '../core/isObject.ts'
import type { NodeResponse } from './shapes.ts'

/** Sends a response whose body is text. Its headers replace headers that are already set, except cookies and headers of CORS. */
export async function respond(res: NodeResponse, response: Response): Promise<void> {
  const body = await response.text()
  res.statusCode = response.status
  setHeaders(res, response.headers)
  res.end(body)
}

/**
 * Sets headers of a response that a handler makes later. The cookies are sent even when the handler sets other cookies, with
 * `setHeader` or `writeHead`. With these cookies, no shared cache may store the response, whatever `cache-control` the handler
 * sets.
 */
export function addHeaders(res: NodeResponse, headers: Headers): void {
  setHeaders(res, headers)
  const cookies = headers.getSetCookie()
  if (cookies.length === 0) return
  const { writeHead } = res
  // Node always calls `writeHead` before it sends the headers.
  res.writeHead = (statusCode, ...rest: unknown[]) => {
    addCookies(res, cookies)
    res.setHeader('cache-control', PRIVATE)
    // The caller's arguments, with the cookies added to `set-cookie`, and without `cache-control`.
    const given = rest.map((part) => withCookies(part, cookies)) as never[]
    return writeHead.call(res, statusCode, ...given)
  }
}

/** Removes the headers that an earlier middleware has set, unless their values have changed since. Keeps its cookies. */
export function removeHeaders(res: NodeResponse, headers: Headers): void {
  for (const [name, value] of headers) {
    if (name !== 'set-cookie' && res.getHeader(name) === value) res.removeHeader(name)
  }
}

function setHeaders(res: NodeResponse, headers: Headers): void {
  for (const [name, value] of headers) {
    if (name === 'set-cookie' || (isCorsHeader(name) && res.getHeader(name))) continue
    res.setHeader(name, value)
  }
  addCookies(res, headers.getSetCookie())
}

function addCookies(res: NodeResponse, cookies: readonly string[]): void {
  if (cookies.length > 0) res.setHeader('set-cookie', merged(cookies, res.getHeader('set-cookie')))
}

/** Combines cookies. The cookies of the handler are last, since browsers keep the last of two cookies with the same name. */
function merged(cookies: readonly string[], set: unknown): string[] {
  const own = [set ?? []].flat().map((cookie) => `${cookie}`)
  return [...cookies.filter((cookie) => !own.includes(cookie)), ...own]
}

/**
 * Adds the cookies to a `set-cookie` header that is passed to `writeHead`, and removes `cache-control`. Otherwise the passed
 * headers would replace the cookies and the `cache-control` that are already set.
 *
 * @param headers An object, or a flat list of names and values.
 */
function withCookies(headers: unknown, cookies: readonly string[]): unknown {
  if (Array.isArray(headers)) return pairsWithCookies(headers, cookies)
  if (!isObject(headers)) return headers
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => lower(name) !== 'cache-control')
      .map(([name, value]) => [
        name,
        lower(name) === 'set-cookie' ? merged(cookies, value) : value,
      ]),
  )
}

/** Like `withCookies`, for a flat list. Combines all cookies in one pair: Node 20 only sends the last of several pairs. */
function pairsWithCookies(list: unknown[], cookies: readonly string[]): unknown[] {
  const nameOf = (index: number) => lower(list[index - (index % 2)])
  const own = list.filter((_, index) => nameOf(index) === 'set-cookie' && index % 2 === 1)
  const others = list.filter((_, index) => !['set-cookie', 'cache-control'].includes(nameOf(index)))
  return own.length > 0 ? [...others, 'set-cookie', merged(cookies, own.flat())] : others
}

function lower(name: unknown): string {
  return `${name}`.toLowerCase()
}
