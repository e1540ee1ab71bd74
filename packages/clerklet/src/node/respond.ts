import { isCorsHeader } from '../adapters/isCorsHeader.ts'
import { PRIVATE } from '../adapters/privateCaching.ts'
import { isObject } from '../core/isObject.ts'
import type { NodeResponse } from './shapes.ts'

/**
 * Sends a response with a short body. Headers that are set already stay, unless the response has them, too. Those of CORS
 * stay in any case.
 */
export async function respond(res: NodeResponse, response: Response): Promise<void> {
  const body = await response.text()
  res.statusCode = response.status
  setHeaders(res, response.headers)
  res.end(body)
}

/**
 * Sets headers of a response that a handler makes later. The cookies are sent also when the handler sets others, with
 * `setHeader` or with `writeHead`, and then no shared cache may keep the response, whatever the handler says.
 */
export function addHeaders(res: NodeResponse, headers: Headers): void {
  setHeaders(res, headers)
  const cookies = headers.getSetCookie()
  if (cookies.length === 0) return
  const { writeHead } = res
  // Node calls it in any case before it sends the headers.
  res.writeHead = (statusCode, ...rest: unknown[]) => {
    addCookies(res, cookies)
    res.setHeader('cache-control', PRIVATE)
    // The arguments are those of the caller, apart from these two headers.
    const given = rest.map((part) => withCookies(part, cookies)) as never[]
    return writeHead.call(res, statusCode, ...given)
  }
}

/** Removes what an earlier middleware has said of the request, apart from its cookies. */
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

/** Cookies of the handler come last: of two with the same name, browsers keep the last. */
function merged(cookies: readonly string[], set: unknown): string[] {
  const own = [set ?? []].flat().map((cookie) => `${cookie}`)
  return [...cookies.filter((cookie) => !own.includes(cookie)), ...own]
}

/**
 * The headers that `writeHead` is given, an object or a flat list of names and values. They replace those that are set, so the
 * cookies are added, and `cache-control` is left out.
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

/** All cookies become one pair: of several pairs, Node 20 would send the last. */
function pairsWithCookies(list: unknown[], cookies: readonly string[]): unknown[] {
  const nameOf = (index: number) => lower(list[index - (index % 2)])
  const own = list.filter((_, index) => nameOf(index) === 'set-cookie' && index % 2 === 1)
  const others = list.filter((_, index) => !['set-cookie', 'cache-control'].includes(nameOf(index)))
  return own.length > 0 ? [...others, 'set-cookie', merged(cookies, own.flat())] : others
}

function lower(name: unknown): string {
  return `${name}`.toLowerCase()
}
