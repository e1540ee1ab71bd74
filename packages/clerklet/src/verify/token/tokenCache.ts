import { isObject } from '../../core/isObject.ts'
import type { SessionClaims } from './decodeToken.ts'

/**
 * Remembers the claims of verified session tokens. What they claim is checked on every use, time included; failures are
 * never remembered.
 */
export interface TokenCache {
  /** `scope` tells apart what was verified with different keys. */
  get(token: string, scope: string): SessionClaims | undefined
  set(token: string, scope: string, claims: SessionClaims): void
}

/** What a cache gives for a token. One that throws, or gives anything but claims, knows nothing. */
export function cachedClaims(
  cache: TokenCache,
  token: string,
  scope: string,
): SessionClaims | undefined {
  try {
    const claims: unknown = cache.get(token, scope)
    return isObject(claims) && typeof claims.sub === 'string'
      ? // Only verified claims are stored under this scope.
        (claims as SessionClaims)
      : undefined
  } catch {
    return undefined
  }
}

/** Stores verified claims. A cache that throws or rejects stores nothing, and the token holds all the same. */
export function cacheClaims(
  cache: TokenCache,
  token: string,
  scope: string,
  claims: SessionClaims,
): void {
  try {
    Promise.resolve<unknown>(cache.set(token, scope, claims)).catch(() => {})
  } catch {}
}
