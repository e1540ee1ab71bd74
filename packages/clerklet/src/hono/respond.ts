import type { Context as HonoContext } from 'hono'

/**
 * Makes this the response of the request, with the headers that earlier middlewares have set. Headers of the response win, and
 * cookies of both are sent. Returned to Hono instead, it would lose its cookies when there are earlier ones.
 */
export function respond(c: HonoContext, response: Response): void {
  const headers = new Headers(response.headers)
  // One by one: the iteration has an entry for each `set-cookie`.
  for (const [name, value] of c.res.headers) {
    if (name === 'set-cookie') headers.append(name, value)
    else if (!headers.has(name) && name !== 'content-type') headers.set(name, value)
  }
  replace(c, new Response(response.body, { status: response.status, headers }))
}

/**
 * Adds headers to the response that a handler has made. Of headers that it has, those of the handler stay, except that
 * cookies of both are sent.
 */
export function addHeaders(c: HonoContext, added: Headers): void {
  const { headers } = c.res
  const cookies = headers.getSetCookie()
  const missing = [...added].filter(([name, value]) =>
    name === 'set-cookie' ? !cookies.includes(value) : !headers.has(name),
  )
  // The response to an upgrade, which may not be copied, and that of a network error.
  if (missing.length === 0 || c.res.status < 200) return
  try {
    append(c.res.headers, missing)
  } catch {
    // The headers of a response of `fetch` cannot be changed. The body is read here and not before: then the responses of
    // @hono/node-server are made anew, without headers that are added to the earlier ones.
    const copy = new Response(c.res.body, c.res)
    append(copy.headers, missing)
    replace(c, copy)
  }
}

function append(headers: Headers, entries: [name: string, value: string][]): void {
  for (const [name, value] of entries) headers.append(name, value)
}

/** Hono merges a response with the one before it, unless that is taken away first. */
function replace(c: HonoContext, response: Response): void {
  c.res = undefined
  c.res = response
}
