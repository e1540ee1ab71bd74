import type { Context } from '../core/context.ts'
import { sha256 } from '../core/sha256.ts'
import { misconfigured } from '../instance/configuration.ts'
import { publicJwk } from './token/jwks.ts'
import {
  instanceScope,
  type KeyContext,
  type KeyStore,
  type LoadedKeys,
} from './token/jwksCache.ts'
import { now } from './token/now.ts'

/** A store for the keys of an instance that outlives the isolate, such as Workers KV, the Cache API or Redis. */
export interface KeyCache {
  /** Returns the string that was stored under this name, or a promise of it. Any other value means that there is no entry. */
  get(name: string): unknown
  /** Stores a string under this name. A returned promise is awaited. */
  set(name: string, value: string): unknown
}

/** Milliseconds by which the clocks of two isolates may differ. */
const CLOCK_SKEW = 5_000

/**
 * Returns a context that caches the JWKS of the instance in `cache` as well as in memory. Use it for isolates that only live for
 * a few requests. Otherwise, each isolate would load the JWKS from the API.
 *
 * The cache is read when the keys in memory are too old, or when no key in memory matches. The age of an entry is the time since
 * the keys were requested from the API. An entry that is at most five minutes old is used in place of the API. An entry that is
 * at most an hour old is used while the API cannot be reached. A cache that hangs or throws delays a request by at most a
 * second, and makes no request fail. The entry is written in `ctx.waitUntil`; without `waitUntil`, before the verification ends.
 * The secret key is not stored; the name of the entry contains a digest of it.
 *
 * @example
 * const keys = {
 *   get: (name) => env.KV.get(name),
 *   set: (name, value) => env.KV.put(name, value, { expirationTtl: 3600 }),
 * }
 * const state = await authenticateRequest(withKeyCache(ctx, keys), request)
 *
 * @throws {ClerkConfigError} when the cache has no `get` or no `set`.
 */
export function withKeyCache<C extends Context>(ctx: C, cache: KeyCache): C {
  if (typeof cache?.get !== 'function' || typeof cache.set !== 'function') {
    throw misconfigured('The cache', 'not valid', 'an object with get and set')
  }
  // When the cache fails, the API is called.
  const keyStore: KeyStore = {
    async read(ctx) {
      try {
        return loadedKeys(ctx, JSON.parse(`${await cache.get(await nameOf(ctx))}`))
      } catch {
        return undefined
      }
    },
    async write(ctx, loaded) {
      try {
        await cache.set(await nameOf(ctx), JSON.stringify(loaded))
      } catch {}
    },
  }
  return { ...ctx, keyStore } satisfies KeyContext
}

/** Returns the keys in a parsed entry of the cache; `undefined` when the entry is empty, malformed or from the future. */
function loadedKeys(ctx: Context, entry: Partial<LoadedKeys> | null): LoadedKeys | undefined {
  const { loadedAt, keys } = entry ?? {}
  if (typeof loadedAt !== 'number' || loadedAt > now(ctx) + CLOCK_SKEW) return undefined
  if (!Array.isArray(keys) || !keys.length) return undefined
  const usable = keys.flatMap((key) => publicJwk(key) ?? [])
  return usable.length === keys.length ? { loadedAt, keys: usable } : undefined
}

async function nameOf(ctx: KeyContext): Promise<string> {
  return `clerklet-jwks-${await sha256(instanceScope(ctx))}`
}
