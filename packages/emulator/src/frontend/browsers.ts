import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createRandom } from '../core/ids.ts'
import { addClient, type StoredClient } from '../sessions/index.ts'
import type { State } from '../state.ts'

/** The cookie that identifies a browser on the Frontend API's own host. */
export const OWN_COOKIE = '__client'

/**
 * Returns the token that identifies the browser of a request; undefined when this emulator did not issue the token. In
 * development, the query contains the token, since the application and the Frontend API share no cookies.
 */
export function browserOf(state: State, c: Context): string | undefined {
  if (isNative(c)) return nativeToken(state, c)
  const cookies = getCookie(c)
  const shared = Object.keys(cookies).filter((name) => name.startsWith('__clerk_db_jwt'))
  return [
    c.req.query('__clerk_db_jwt'),
    cookies[OWN_COOKIE],
    // Cookies ignore ports: a browser also sends the cookies of an application on the same host.
    ...shared.map((name) => cookies[name]),
  ].find((token) => token && state.devBrowsers.has(token))
}

export function addBrowser(state: State, clientId: string | null = null): string {
  // A token must not be issued again after a restart or a reset: a browser may still have it in a cookie.
  const token = state.url === undefined ? state.newId('dvb') : `dvb_${randomText()}`
  state.devBrowsers.set(token, clientId)
  return token
}

function randomText(): string {
  return createRandom(crypto.randomUUID())(27, 1)
}

/**
 * Whether the request is from a native app, such as one on a phone. The `Authorization` header of requests and responses
 * contains the token of the app, in place of a cookie.
 */
export function isNative(c: Context): boolean {
  return c.req.query('_is_native') !== undefined
}

function nativeToken({ devBrowsers }: State, c: Context): string | undefined {
  const token = c.req.header('authorization')?.replace(/^bearer\s+/i, '')
  return token && devBrowsers.has(token) ? token : undefined
}

/** Returns the token of a request's browser; issues a token to an unknown browser. The response contains the token. */
export function recognise(state: State, c: Context): string {
  const token = browserOf(state, c) ?? addBrowser(state)
  if (isNative(c)) {
    c.header('authorization', token)
    return token
  }
  setCookie(c, OWN_COOKIE, token, { httpOnly: true, sameSite: 'Lax', maxAge: 31_536_000 })
  return token
}

export function clientOfBrowser(state: State, token: string | undefined): StoredClient | undefined {
  return state.clients.get((token && state.devBrowsers.get(token)) || '')
}

/** Returns the client of a browser; creates a client when the browser has none. */
export function ensureClient(state: State, token: string): StoredClient {
  const known = clientOfBrowser(state, token)
  if (known) return known
  const client = addClient(state)
  state.devBrowsers.set(token, client.id)
  return client
}
