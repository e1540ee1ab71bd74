import type { Context as HonoContext } from 'hono'
import { isCorsHeader } from '../adapters/isCorsHeader.ts'
import { PRIVATE } from '../adapters/privateCaching.ts'

/**
 * Sets the response, and keeps headers and cookies that earlier middlewares have set, except `content-type`. Headers of the
 * response replace earlier headers of the same name, except headers of `cors()`. Hono would lose cookies of the response.
 *
 * @returns The response. The middleware must return it. Otherwise a function that wraps the middleware does not receive it.
 */
export function respond(c: HonoContext, response: Response): Response {
  const headers = new Headers(response.headers)
  // The iteration yields each `set-cookie` line separately, so each line is appended.
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
 * Adds headers to the response that a handler has made. Headers and cookies of the handler are kept. When `added` contains a
 * cookie, `cache-control` is replaced, so that no shared cache stores the response.
 */
export function addHeaders(c: HonoContext, added: Headers): void {
  const { headers } = c.res
  const cookies = headers.getSetCookie()
  const missing = [...added].filter(([name, value]) =>
    name === 'set-cookie' ? !cookies.includes(value) : !headers.has(name),
  )
  if (added.has('set-cookie')) missing.push(['cache-control', PRIVATE])
  // The response to an upgrade (101) must not be copied, and `Response.error()` (0) cannot be copied.
  if (missing.length === 0 || c.res.status < 200) return
  try {
    write(c.res.headers, missing)
  } catch {
    // The headers of a response of `fetch` are immutable, so the response is copied. Other responses are not copied, because
    // access to the body makes @hono/node-server create the response again, without the headers that were added before.
    const copy = new Response(c.res.body, c.res)
    write(copy.headers, missing)
    replace(c, copy)
  }
}

/** A copy of the headers that contains only their cookies. */
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

/** Replaces the response. Clears `c.res` first, since setting it would merge in the headers of the previous response. */
function replace(c: HonoContext, response: Response): void {
  c.res = undefined
  c.res = response
}
