import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createRandom } from '../core/ids.ts'
import { addClient, type StoredClient } from '../sessions/index.ts'
import type { State } from '../state.ts'

/** The cookie by which the Frontend API knows a browser on its own host. */
export const OWN_COOKIE = '__client'

/**
 * The token that tells browsers of a development instance apart: it travels in the query, since the application and the
 * Frontend API have no cookies in common. Undefined when it was not given out here, so that the browser gets another.
 */
export function browserOf(state: State, c: Context): string | undefined {
  if (isNative(c)) return nativeToken(state, c)
  const cookies = getCookie(c)
  const shared = Object.keys(cookies).filter((name) => name.startsWith('__clerk_db_jwt'))
  return [
    c.req.query('__clerk_db_jwt'),
    cookies[OWN_COOKIE],
    // On one host with the application, on another port, its cookies arrive here as well.
    ...shared.map((name) => cookies[name]),
  ].find((token) => token && state.devBrowsers.has(token))
}

export function addBrowser(state: State, clientId: string | null = null): string {
  // Browsers outlive a served emulator: after a restart or a reset, no token may be given out a second time.
  const token = state.url === undefined ? state.newId('dvb') : `dvb_${randomText()}`
  state.devBrowsers.set(token, clientId)
  return token
}

function randomText(): string {
  return createRandom(crypto.randomUUID())(27, 1)
}

/**
 * Whether an app sends a request that is no browser, such as one of a phone: it is known by the `Authorization` of its requests,
 * and learns it from that of the answers, in place of cookies.
 */
export function isNative(c: Context): boolean {
  return c.req.query('_is_native') !== undefined
}

function nativeToken({ devBrowsers }: State, c: Context): string | undefined {
  const token = c.req.header('authorization')?.replace(/^bearer\s+/i, '')
  return token && devBrowsers.has(token) ? token : undefined
}

/** The browser of a request: a new one if it is not known. The answer makes it known to this host. */
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

/** The client of a browser, made when there is none. */
export function ensureClient(state: State, token: string): StoredClient {
  const known = clientOfBrowser(state, token)
  if (known) return known
  const client = addClient(state)
  state.devBrowsers.set(token, client.id)
  return client
}
