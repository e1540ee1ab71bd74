import { checkedCount } from '../core/numbers.ts'
import type { SessionClaims } from './token/decodeToken.ts'
import type { TokenCache } from './token/tokenCache.ts'

/** Options of {@link createTokenCache}. */
export interface TokenCacheOptions {
  /** The largest number of cached tokens. Default: 1 000. */
  maxEntries?: number | undefined
}

/**
 * Makes a {@link TokenCache} in memory. When the cache is full, the oldest entry is removed.
 *
 * A cached token is used until the keys of the instance are loaded again, for at most five minutes; with `jwtKey`, until the
 * token expires. The claims are frozen, because requests share them.
 *
 * @example
 * const tokenCache = createTokenCache({ maxEntries: 5_000 })
 * const state = await authenticateRequest(ctx, request, { tokenCache })
 *
 * @throws {ClerkConfigError} when `maxEntries` is neither `Infinity` nor a whole number of at least 0.
 */
export function createTokenCache(options: TokenCacheOptions = {}): TokenCache {
  const maxEntries = checkedCount('options.maxEntries', options?.maxEntries ?? 1_000)
  const entries = new Map<string, { scope: string; claims: SessionClaims }>()
  return {
    get(token, scope) {
      const entry = entries.get(token)
      return entry?.scope === scope ? entry.claims : undefined
    },
    set(token, scope, claims) {
      if (maxEntries === 0) return
      const oldest = entries.size >= maxEntries && entries.keys().next().value
      if (oldest) entries.delete(oldest)
      freeze(claims)
      entries.set(token, { scope, claims })
    },
  }
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || !value || Object.isFrozen(value)) return
  Object.freeze(value)
  Object.values(value).forEach(freeze)
}
