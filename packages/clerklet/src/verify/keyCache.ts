import { type Context, SERVERS } from '../context.ts'

/** A place for the keys of an instance that outlives the process: Workers KV, the Cache API, Redis. */
export interface KeyCache {
  get(name: string): unknown
  set(name: string, value: string): unknown
}

interface Entry {
  loadedAt: number
  keys: unknown[]
}

/** Milliseconds for which an entry is as good as the API's answer. */
const TTL = 300_000
/** Milliseconds for which it is better than none. */
const LONGEST_LIFE = 3_600_000

/** When the entry was loaded that this process took its keys from, by name: asking again means that they would not do. */
const taken = new Map<string, number>()

/**
 * A context that keeps the JWKS of the instance in a cache as well as in memory. For isolates that live for a few requests
 * only, and would ask the API anew each time. The cache is asked when the memory has nothing, and its failures are no
 * failures: the API is asked then. No key of yours is stored, only a digest of it as part of the name.
 *
 * @example
 * const keys = {
 *   get: (name) => env.KV.get(name),
 *   set: (name, value) => env.KV.put(name, value, { expirationTtl: 3600 }),
 * }
 * const state = await authenticateRequest(withKeyCache(ctx, keys), request)
 */
export function withKeyCache<C extends Context>(ctx: C, cache: KeyCache): C {
  const now = () => (ctx.now ?? Date.now)()
  return {
    ...ctx,
    async fetch(url: string, init: RequestInit) {
      const { fetch = globalThis.fetch } = ctx
      if (!url.endsWith('/jwks')) return fetch(url, init)
      const name = await nameOf(ctx)
      const entry = await read(cache, name)
      const age = entry ? Math.abs(now() - entry.loadedAt) : Infinity
      const isNews = entry && taken.get(name) !== entry.loadedAt
      if (entry && isNews && age < TTL) return answer(name, entry)
      const response = await fetch(url, init).catch((error) => {
        if (entry && isNews && age < LONGEST_LIFE) return undefined
        throw error
      })
      if (entry && isNews && age < LONGEST_LIFE && (!response || response.status >= 500)) {
        return answer(name, entry)
      }
      if (response?.status === 200) await keep(cache, name, response.clone(), now())
      return response as Response
    },
  }
}

function answer(name: string, { loadedAt, keys }: Entry): Response {
  remember(name, loadedAt)
  return Response.json({ keys })
}

async function keep(cache: KeyCache, name: string, response: Response, loadedAt: number) {
  try {
    const { keys } = await response.json()
    if (!Array.isArray(keys) || !keys.length) return
    remember(name, loadedAt)
    await cache.set(name, JSON.stringify({ loadedAt, keys }))
  } catch {
    // No JSON, or no cache: whoever asked for the keys will judge the answer.
  }
}

async function read(cache: KeyCache, name: string): Promise<Entry | undefined> {
  try {
    const entry = JSON.parse(`${await cache.get(name)}`)
    return typeof entry?.loadedAt === 'number' && Array.isArray(entry.keys) ? entry : undefined
  } catch {
    return undefined
  }
}

function remember(name: string, loadedAt: number): void {
  // A process has one or two instances; the bound is for one that serves many.
  if (taken.size > 99) taken.clear()
  taken.set(name, loadedAt)
}

async function nameOf({ baseUrl = SERVERS[0], apiVersion = '', secretKey }: Context) {
  const scope = new TextEncoder().encode(JSON.stringify([baseUrl, apiVersion, secretKey]))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', scope))
  return `clerklet-jwks-${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
