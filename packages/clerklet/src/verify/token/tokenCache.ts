import { isObject } from '../../core/isObject.ts'
import type { SessionClaims } from './decodeToken.ts'

/**
 * Caches the claims of verified session tokens. The claims, including the times, are checked again on every use. Failures are
 * never cached.
 */
export interface TokenCache {
  /** Returns the claims that were stored for this token and scope. The scope identifies the keys that verified the token. */
  get(token: string, scope: string): SessionClaims | undefined
  set(token: string, scope: string, claims: SessionClaims): void
}

/** Reads the cached claims of a token. Undefined when the cache throws, or returns a value that is not claims. */
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

/** Stores verified claims. An error of the cache is ignored, since the token is valid without the cache. */
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
