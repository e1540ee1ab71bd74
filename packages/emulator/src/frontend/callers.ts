import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { State } from '../state.ts'
import { isNative, OWN_COOKIE } from './browsers.ts'
import { OWN, SHARED } from './operations.ts'

/** Query parameters that only browsers send: the token of a browser in development, and the session of a page. */
const OF_BROWSERS = ['__clerk_db_jwt', '_clerk_session_id']

/**
 * Whether a request is for the Frontend API. The first rule that applies decides:
 * 1. On a path that only the Frontend API has, or from clerk-js or a native app: always.
 * 2. With a key: never.
 * 3. On a path that both APIs have: for the host of the Frontend API, or from a browser or a proxy.
 * 4. On any other path below `/v1`, except `/v1/public`: with an `Origin` header.
 */
export function isForFrontend({ instance }: State, c: Context): boolean {
  const [root = ''] = /^(\/v1)?\/[^/]+/.exec(c.req.path) ?? []
  if (OWN.includes(root) || isOfScript(c)) return true
  if (hasKey(c)) return false
  if (!SHARED.includes(root)) return isOfPage(c, root)
  return new URL(c.req.url).hostname === instance.frontendApi || isOfBrowser(c)
}

/** Whether clerk-js or a native app sends a request. */
export function isOfScript(c: Context): boolean {
  return c.req.query('_clerk_js_version') !== undefined || isNative(c)
}

function isOfPage(c: Context, root: string): boolean {
  return root.startsWith('/v1/') && root !== '/v1/public' && c.req.header('origin') !== undefined
}

function hasKey(c: Context): boolean {
  return /^bearer\s/i.test(c.req.header('authorization') ?? '')
}

function isOfBrowser(c: Context): boolean {
  const query = c.req.query()
  return (
    OF_BROWSERS.some((name) => name in query) ||
    c.req.header('origin') !== undefined ||
    c.req.header('clerk-proxy-url') !== undefined ||
    getCookie(c, OWN_COOKIE) !== undefined
  )
}
