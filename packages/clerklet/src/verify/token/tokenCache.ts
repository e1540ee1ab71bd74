import { isObject } from '../../core/isObject.ts'
import type { SessionClaims } from './decodeToken.ts'

/**
 * Caches the claims of verified session tokens. The claims are checked on every use, times included. Failures are never
 * cached.
 */
export interface TokenCache {
  /** `scope` tells apart what was verified with different keys. */
  get(token: string, scope: string): SessionClaims | undefined
  set(token: string, scope: string, claims: SessionClaims): void
}

/** The claims that a cache has for a token. A cache that throws, or returns anything else, has none. */
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

/** Stores verified claims. An error of the cache is ignored: the token is valid regardless. */
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
