import type { Context as HonoContext } from 'hono'
import { isCorsHeader } from '../adapters/isCorsHeader.ts'
import { PRIVATE } from '../adapters/privateCaching.ts'

/**
 * Sets the response, and keeps headers that earlier middlewares have set. Headers of the response win, except over those of
 * `cors()`, and cookies of both are sent. When Hono sets it, cookies of the response are lost.
 *
 * @returns The response, so that a middleware that calls this one sees that it has responded.
 */
export function respond(c: HonoContext, response: Response): Response {
  const headers = new Headers(response.headers)
  // One by one: the iteration has an entry for each `set-cookie`.
  for (const [name, value] of c.res.headers) {
    if (name === 'set-cookie') headers.append(name, value)
    else if (isCorsHeader(name) || (!headers.has(name) && name !== 'content-type')) {
      headers.set(name, value)
    }
  }
  replace(c, new Response(response.body, { status: response.status, headers }))
  return c.res
}

/**
 * Adds headers to the response that a handler has made. Headers of the handler stay, except that cookies of both are sent, and
 * that no shared cache may keep a response with added cookies.
 */
export function addHeaders(c: HonoContext, added: Headers): void {
  const { headers } = c.res
  const cookies = headers.getSetCookie()
  const missing = [...added].filter(([name, value]) =>
    name === 'set-cookie' ? !cookies.includes(value) : !headers.has(name),
  )
  if (added.has('set-cookie')) missing.push(['cache-control', PRIVATE])
  // The response to an upgrade, which may not be copied, and that of a network error.
  if (missing.length === 0 || c.res.status < 200) return
  try {
    write(c.res.headers, missing)
  } catch {
    // The headers of a response of `fetch` cannot be changed. The body is read here and not before: then the responses of
    // @hono/node-server are made anew, without headers that are added to the earlier ones.
    const copy = new Response(c.res.body, c.res)
    write(copy.headers, missing)
    replace(c, copy)
  }
}

/** Headers that are these cookies, and nothing else. */
export function cookiesOf(headers: Headers): Headers {
  const cookies = new Headers()
  for (const cookie of headers.getSetCookie()) cookies.append('set-cookie', cookie)
  return cookies
}

function write(headers: Headers, entries: [name: string, value: string][]): void {
  for (const [name, value] of entries) {
    if (name === 'set-cookie') headers.append(name, value)
    else headers.set(name, value)
  }
}

/** Setting `c.res` merges in the headers of the previous response, unless it is cleared first. */
function replace(c: HonoContext, response: Response): void {
  c.res = undefined
  c.res = response
}
