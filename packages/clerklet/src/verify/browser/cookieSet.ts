import { now } from '../token/now.ts'
import {
  cookiesOf,
  type Incoming,
  instanceKey,
  isProduction,
  queryOf,
  sessionOf,
} from './incoming.ts'

/** The cookies that say who is signed in, of the set that is in use. */
export interface CookieSet {
  session: string | undefined
  /** Seconds at which the browser's session last changed; 0 when it is signed out. */
  clientUat: number
  /** Whether they are those whose names end in the suffix of the instance. */
  suffixed: boolean
  /** The rule that decided, 1 to 8. */
  rule: number
}

/** The session cookies in use. */
export function cookieSet(incoming: Incoming): CookieSet {
  if (!incoming.set) {
    incoming.set = chooseCookieSet(incoming)
    const { suffixed, rule } = incoming.set
    incoming.trace.push(
      `cookies: ${suffixed ? `suffixed ${incoming.suffix}` : 'plain'} (rule ${rule})`,
    )
  }
  return incoming.set
}

export function devBrowser(incoming: Incoming): string | undefined {
  const name = '__clerk_db_jwt'
  return queryOf(incoming, name) ?? cookieOf(incoming, name, cookieSet(incoming).suffixed)
}

/** A cookie of one of the two sets, unless it is empty. */
export function cookieOf(incoming: Incoming, name: string, suffixed: boolean): string | undefined {
  return cookiesOf(incoming).get(suffixed ? `${name}_${incoming.suffix}` : name) || undefined
}

/**
 * Chooses between the cookies with the suffix of the instance and those without, which may be another application's on the
 * same domain or left behind by an older client. Nothing is verified here: whichever set is chosen is verified later.
 */
export function chooseCookieSet(incoming: Incoming): CookieSet {
  const plain = sessionCookies(incoming, false)
  const suffixed = sessionCookies(incoming, true)
  const rule = decide(incoming, plain, suffixed)
  const isSuffixed = rule === 2 || rule === 8
  const { session, uat = '' } = isSuffixed ? suffixed : plain
  return { session, clientUat: Number.parseInt(uat, 10) || 0, suffixed: isSuffixed, rule }
}

interface SessionCookies {
  session: string | undefined
  claims: Record<string, unknown> | undefined
  uat: string | undefined
}

function sessionCookies(incoming: Incoming, suffixed: boolean): SessionCookies {
  const session = cookieOf(incoming, '__session', suffixed)
  return {
    session,
    claims: session ? sessionOf(incoming, session).claims : undefined,
    uat: cookieOf(incoming, '__client_uat', suffixed),
  }
}

function decide(incoming: Incoming, plain: SessionCookies, suffixed: SessionCookies): number {
  if (plain.session) {
    const iss = plain.claims?.iss
    if (!iss) return 1
    const issuer = instanceKey(incoming).frontendApi
    if (![`https://${issuer}`, `http://${issuer}`, issuer].includes(iss as string)) return 2
  }
  if (!suffixed.session && !suffixed.uat) return 3
  const plainIsOut = plain.uat === '0'
  if (suffixed.uat === '0') return plainIsOut ? 8 : 5
  if (!plainIsOut && seconds(plain.claims?.iat) > seconds(suffixed.claims?.iat)) return 4
  const expiry = seconds(suffixed.claims?.exp, Infinity) * 1000
  if (!isProduction(incoming) && plainIsOut && expiry <= now(incoming.ctx)) return 6
  return suffixed.session && !suffixed.uat ? 7 : 8
}

function seconds(claim: unknown, otherwise = 0): number {
  return typeof claim === 'number' ? claim : otherwise
}
