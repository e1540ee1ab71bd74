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

/** A place for the keys of an instance that outlives the isolate: Workers KV, the Cache API, Redis. */
export interface KeyCache {
  /** What was stored under this name, or a promise of it; anything else when there is nothing. */
  get(name: string): unknown
  /** A returned promise is awaited. */
  set(name: string, value: string): unknown
}

/** Milliseconds by which the clocks of two isolates may differ. */
const CLOCK_SKEW = 5_000

/**
 * A context that keeps the JWKS of the instance in a cache as well as in memory. For isolates that live for a few requests
 * only, and would request the JWKS from the API each time.
 *
 * The cache is read when the keys in memory are too old, or none of them matches. The age of an entry counts from the request
 * to the API: for five minutes an entry replaces a response of the API, and for an hour it is used while the API cannot be
 * reached. A cache that hangs or throws delays a request by at most a second, and fails none. The entry is written in
 * `ctx.waitUntil`, or else before the verification ends. The secret key is not stored, only a digest of it in the name.
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
  // An error of the cache says nothing about the keys: the API is called instead.
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

/** A parsed entry of the cache. `undefined` for anything that this package does not write. */
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
