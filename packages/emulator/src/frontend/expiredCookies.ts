import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { readJwt, signJwt } from '../core/jwt.ts'
import { SESSION_CATEGORY } from '../sessions/index.ts'
import type { State } from '../state.ts'
import { directives } from './directives.ts'

/** Seconds since the expiry of the copied tokens: more than the clock skew that verifiers allow by default. */
const LONG_AGO = 60

/**
 * Replaces the session tokens in a browser's cookies by expired copies, and returns the names of those cookies. Applications
 * on other ports of the same host share these cookies.
 */
export async function expireCookies(state: State, c: Context): Promise<string[]> {
  const expired: Record<string, string> = {}
  for (const [name, token] of Object.entries(getCookie(c))) {
    if (!/^__session(_|$)/.test(name)) continue
    const read = await readJwt(state, token)
    // Skips the session cookies of other instances on this host.
    if (read?.header.cat !== SESSION_CATEGORY) continue
    // By the earlier of two clocks, so that the token is expired by the clock of the emulator and by the real time.
    const exp = Math.floor(Math.min(state.clock.now(), Date.now()) / 1000) - LONG_AGO
    const claims = { ...read.claims, exp }
    expired[name] = await signJwt(state, claims, { typ: 'JWT', cat: SESSION_CATEGORY })
  }
  for (const line of directives(expired, { secure: new URL(c.req.url).protocol === 'https:' })) {
    c.header('set-cookie', line, { append: true })
  }
  return Object.keys(expired)
}
