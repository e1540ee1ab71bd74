import { cookieSuffix } from './cookies.ts'
import {
  cookiesOf,
  type Incoming,
  instanceKey,
  isProduction,
  queryOf,
  sessionOf,
} from './incoming.ts'
import { now } from './now.ts'

/** The cookies that say who is signed in, of the set that is in use. */
export interface CookieSet {
  session: string | undefined
  /** Seconds at which the browser's session last changed; 0 when it is signed out. */
  clientUat: number
  devBrowser: string | undefined
  /** With a suffix always: without one it may be another instance's. */
  refreshToken: string | undefined
  /** Whether they are those whose names end in the suffix of the instance. */
  suffixed: boolean
  /** The rule that decided, 1 to 8. */
  rule: number
}

/** The session cookies in use. */
export async function cookieSet(incoming: Incoming): Promise<CookieSet> {
  if (!incoming.set) {
    const { ctx, trace } = incoming
    const suffix = await cookieSuffix(ctx.publishableKey ?? '')
    incoming.set = chooseCookieSet(incoming, suffix)
    const { suffixed, rule } = incoming.set
    trace.push(`cookies: ${suffixed ? `suffixed ${suffix}` : 'plain'} (rule ${rule})`)
  }
  return incoming.set
}

export async function devBrowser(incoming: Incoming): Promise<string | undefined> {
  return queryOf(incoming, '__clerk_db_jwt') ?? (await cookieSet(incoming)).devBrowser
}

/**
 * Chooses between the cookies with the suffix of the instance and those without, which may be another application's on the
 * same domain or left behind by an older client. Nothing is verified here: whichever set is chosen is verified later.
 */
export function chooseCookieSet(incoming: Incoming, suffix: string): CookieSet {
  const cookies = cookiesOf(incoming)
  const rule = decide(incoming, suffix)
  const suffixed = rule === 2 || rule === 8
  const cookie = (name: string) => cookies[suffixed ? `${name}_${suffix}` : name] || undefined
  return {
    session: cookie('__session'),
    clientUat: Number.parseInt(cookie('__client_uat') ?? '', 10) || 0,
    devBrowser: cookie('__clerk_db_jwt'),
    refreshToken: cookies[`__refresh_${suffix}`] || undefined,
    suffixed,
    rule,
  }
}

function decide(incoming: Incoming, suffix: string): number {
  const cookies = cookiesOf(incoming)
  const claimsOf = (token: string | undefined) =>
    token ? sessionOf(incoming, token).claims : undefined
  const plain = cookies.__session
  const plainClaims = claimsOf(plain)
  if (plain) {
    const iss = plainClaims?.iss
    if (!iss) return 1
    const issuer = instanceKey(incoming).frontendApi
    if (typeof iss !== 'string' || iss.replace(/^https?:\/\//, '') !== issuer) return 2
  }
  const suffixed = cookies[`__session_${suffix}`]
  const suffixedUat = cookies[`__client_uat_${suffix}`]
  if (!suffixed && !suffixedUat) return 3
  const suffixedClaims = claimsOf(suffixed)
  const plainIsOut = cookies.__client_uat === '0'
  if (suffixedUat === '0') return plainIsOut ? 8 : 5
  if (!plainIsOut && seconds(plainClaims?.iat) > seconds(suffixedClaims?.iat)) return 4
  const expiry = seconds(suffixedClaims?.exp, Infinity) * 1000
  if (!isProduction(incoming) && plainIsOut && expiry <= now(incoming.ctx)) return 6
  return suffixed && !suffixedUat ? 7 : 8
}

function seconds(claim: unknown, otherwise = 0): number {
  return typeof claim === 'number' ? claim : otherwise
}
