import type { UnverifiedSession } from '../token/session.ts'

/** The chosen set of session cookies. */
export interface CookieSet {
  readonly session: UnverifiedSession | undefined
  /** The epoch second at which the browser's session last changed; 0 when signed out. */
  readonly clientUat: number
  /** Whether the names of the cookies end in the suffix of the instance. */
  readonly suffixed: boolean
  /** The rule that chose the set, by its number in `firstRule`: 1 to 8. */
  readonly rule: number
}

/** Session cookies: either those with the suffix of the instance, or those without a suffix. */
export interface SessionCookies {
  readonly session: UnverifiedSession | undefined
  /** The value of `__client_uat`. */
  readonly uat: string | undefined
}

/** What the choice of a set of cookies depends on, apart from the cookies. */
export interface CookieChoice {
  /** The host of the Frontend API, which issues session tokens. */
  issuer: string
  isProduction: boolean
  /** Returns the current time in milliseconds. Called only for rule 6 of `firstRule`. */
  now: () => number
}

/**
 * Chooses between the cookies with the suffix of the instance and those without. Cookies without the suffix may belong to
 * another application on the same domain, or to an older client. The claims are unverified: the chosen session is verified
 * later.
 */
export function chooseCookieSet(
  plain: SessionCookies,
  suffixed: SessionCookies,
  choice: CookieChoice,
): CookieSet {
  const rule = firstRule(plain, suffixed, choice)
  const isSuffixed = rule === 2 || rule === 8
  const { session, uat = '' } = isSuffixed ? suffixed : plain
  return { session, clientUat: Number.parseInt(uat, 10) || 0, suffixed: isSuffixed, rule }
}

function firstRule(
  plain: SessionCookies,
  suffixed: SessionCookies,
  { issuer, isProduction, now }: CookieChoice,
): number {
  if (plain.session) {
    const iss = plain.session.claims?.iss
    if (!iss) return 1
    if (![`https://${issuer}`, `http://${issuer}`, issuer].includes(iss as string)) return 2
  }
  if (!suffixed.session && !suffixed.uat) return 3
  const plainIsOut = plain.uat === '0'
  if (suffixed.uat === '0') return plainIsOut ? 8 : 5
  const plainIsNewer = seconds(plain.session?.claims?.iat) > seconds(suffixed.session?.claims?.iat)
  if (!plainIsOut && plainIsNewer) return 4
  if (!isProduction && plainIsOut) {
    const expiry = seconds(suffixed.session?.claims?.exp, Infinity) * 1000
    if (expiry <= now()) return 6
  }
  return suffixed.session && !suffixed.uat ? 7 : 8
}

function seconds(claim: unknown, otherwise = 0): number {
  return typeof claim === 'number' ? claim : otherwise
}
