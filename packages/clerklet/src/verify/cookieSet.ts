import type { Cookies } from './cookies.ts'

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

/** What the choice depends on besides the cookies. */
export interface CookieSetOptions {
  suffix: string
  /** The host of the Frontend API, which signs as `iss`. */
  issuer: string
  production: boolean
  /** Epoch milliseconds. */
  now: number
  /** The claims of a token, not verified. */
  claimsOf(token: string): Record<string, unknown>
}

/**
 * Chooses between the cookies with the suffix of the instance and those without, which may be another application's on the
 * same domain or left behind by an older client. Nothing is verified here: whichever set is chosen is verified later.
 */
export function chooseCookieSet(cookies: Cookies, options: CookieSetOptions): CookieSet {
  const { suffix } = options
  const rule = decide(cookies, options)
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

function decide(
  cookies: Cookies,
  { suffix, issuer, production, now, claimsOf }: CookieSetOptions,
): number {
  const plain = cookies.__session
  const plainClaims = plain ? claimsOf(plain) : undefined
  if (plain) {
    const iss = plainClaims?.iss
    if (!iss) return 1
    if (typeof iss !== 'string' || iss.replace(/^https?:\/\//, '') !== issuer) return 2
  }
  const suffixed = cookies[`__session_${suffix}`]
  const suffixedUat = cookies[`__client_uat_${suffix}`]
  if (!suffixed && !suffixedUat) return 3
  const suffixedClaims = suffixed ? claimsOf(suffixed) : undefined
  const plainIsOut = cookies.__client_uat === '0'
  if (suffixedUat === '0') return plainIsOut ? 8 : 5
  if (!plainIsOut && seconds(plainClaims?.iat) > seconds(suffixedClaims?.iat)) return 4
  if (!production && plainIsOut && seconds(suffixedClaims?.exp, Infinity) * 1000 <= now) return 6
  return suffixed && !suffixedUat ? 7 : 8
}

function seconds(claim: unknown, otherwise = 0): number {
  return typeof claim === 'number' ? claim : otherwise
}
