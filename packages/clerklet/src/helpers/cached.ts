import { checkedBaseUrl } from '../core/baseUrl.ts'
import type { Context } from '../core/context.ts'
import { ClerkConfigError, ClerkError } from '../core/errors.ts'
import { isObject } from '../core/isObject.ts'
import { checkedCount, checkedMilliseconds } from '../core/numbers.ts'
import { isWellFormed } from '../core/path.ts'
import { sha256 } from '../core/sha256.ts'
import { PATIENCE, type Shared, share } from '../core/shared.ts'
import { settledWithin } from '../core/timers.ts'
import { handOver } from '../core/waitUntil.ts'

/** The store of {@link cached}: a `Map`, or a small adapter of Workers KV or the Cache API. */
export interface CacheStore {
  /** Returns the text that is stored under a key, or a promise of it. Any other value is a miss. */
  get(key: string): unknown
  /** Stores a text for at least `ttl` milliseconds. The store may keep it longer: `cached` ignores results that are too old. */
  set(key: string, value: string, ttl: number): unknown
  delete(key: string): unknown
}

/** Options of {@link cached}. */
export interface CachedOptions {
  /** Part of each key in the store. Caches of different operations need different names. */
  name: string
  /** The milliseconds for which a result is used, counted from the start of its request. */
  ttl: number
  /** The store of the results. Default: a new `Map`. */
  store?: CacheStore | undefined
  /** The largest number of results in a `Map`. When a `Map` is full, the oldest result is removed. Default: 1 000. */
  maxItems?: number | undefined
}

/** A read operation, or a function of the application with the same arguments. */
export type ReadOperation = (ctx: Context, ...args: never[]) => Promise<unknown>

/** The ids at the beginning of an operation's arguments; `never` when the operation requires other arguments, too. */
type LeadingIds<Args> = Args extends readonly [string, ...infer Others]
  ? [string, ...LeadingIds<Others>]
  : [] extends Args
    ? []
    : never

/** The ids that an operation takes. */
export type IdsOf<Operation extends ReadOperation> =
  Parameters<Operation> extends [Context, ...infer Args] ? LeadingIds<Args> : []

/** An operation whose results are cached. */
export interface CachedOperation<Operation extends ReadOperation> {
  (...ids: IdsOf<Operation>): Promise<Awaited<ReturnType<Operation>>>
  /** Removes a result, and prevents loads in progress from storing it again. Rejects when the store fails. */
  invalidate(...ids: IdsOf<Operation>): Promise<void>
}

/** A call of the operation. Once an invalidation has set `isDiscarded`, the result does not stay in the store. */
interface Load {
  isDiscarded: boolean
}

/** The loads in progress for one key. Other calls join them for a limited time. */
interface Work extends Shared<string> {
  loads: Set<Load>
}

/** An entry of a store. A result that is undefined is not stored. */
interface Entry {
  loadedAt: number
  value: unknown
}

/**
 * The largest number of keys whose loads are tracked. The number is limited, because a load that is cancelled with its Worker
 * request never ends.
 */
const MOST_WORKS = 10_000

/** The work on each key of a store. Caches with the same store share it, so that an invalidation reaches all of these caches. */
const worksOf = new WeakMap<CacheStore, Map<string, Work>>()

/**
 * Makes a function that caches the results of an operation that takes ids, such as {@link getUser}, or of a function of the
 * application such as `(ctx: Context, id: string) => …`.
 *
 * Concurrent calls share one request; each waits for it for at most a second, and then sends its own. Errors and `undefined`
 * are not cached. Each call resolves to its own copy, parsed from JSON. The keys of the store contain the name, the base URL, a
 * digest of the keys and the API version of the context, and the ids.
 *
 * Results are written in `ctx.waitUntil`, or without it before the call ends. A store that hangs delays a call by at most a
 * second when it is read, and by another second when it is written without `ctx.waitUntil`. Errors of the store make no call
 * fail; only `invalidate` rejects, after a second at the latest.
 *
 * The function may be kept for the life of an isolate. Keep the store as well: an invalidation only discards the loads of the
 * same store object. Isolates do not share a `Map`: another isolate uses an invalidated result until `ttl` has passed. In
 * Workers KV, an invalidation takes a minute or longer.
 *
 * A store contains whole responses with the private metadata of users. Anyone with access to the store can read it.
 *
 * @example
 * const userOf = cached(getUser, ctx, { name: 'users', ttl: 60_000 })
 * const user = await userOf('user_2abc')
 * await userOf.invalidate('user_2abc')
 *
 * @throws {ClerkConfigError} when an option is missing or malformed, when `maxItems` is set and the store is not a `Map`, when
 *   an id is not a non-empty, well-formed string, and when a result cannot be written as JSON.
 * @throws the errors of the operation.
 */
export function cached<Operation extends ReadOperation>(
  operation: Operation,
  ctx: Context,
  options: CachedOptions,
): CachedOperation<Operation> {
  const { name, ttl, store, maxItems } = checkedOptions(operation, options)
  const works = worksOf.get(store) ?? new Map<string, Work>()
  worksOf.set(store, works)
  // The types of the arguments are checked by `CachedOperation`.
  const call = operation as unknown as (ctx: Context, ...ids: string[]) => Promise<unknown>
  const now = () => (ctx.now ?? Date.now)()
  let scope: string | undefined

  const keyOf = async (ids: string[]): Promise<string> => {
    if (ids.some((id) => typeof id !== 'string' || id === '' || !isWellFormed(id))) {
      throw new ClerkConfigError(
        `The cache ${name} was called with a malformed id: pass non-empty, well-formed strings`,
      )
    }
    scope ??= await scopeOf(ctx)
    return [name, scope, ...ids.map(encodeURIComponent)].join(' ')
  }

  const read = async (key: string): Promise<Entry | undefined> => {
    const reading = (async () => parseEntry(await store.get(key)))()
    const result = await settledWithin(PATIENCE, reading)
    const entry = result?.status === 'fulfilled' ? result.value : undefined
    // `abs`, because the age is negative after the clock was set back.
    return entry && Math.abs(now() - entry.loadedAt) < ttl ? entry : undefined
  }

  const write = async (key: string, entry: string, load: Load): Promise<void> => {
    // `set` keeps the position of an existing key of a `Map`. Deleting it first makes the entry the newest.
    if (store instanceof Map) store.delete(key)
    await store.set(key, entry, ttl)
    if (store instanceof Map) removeOldest(store, maxItems)
    // An invalidation may have removed the key before this write, so the key is removed again.
    if (load.isDiscarded) await store.delete(key)
  }

  const start = async (key: string, work: Work, ids: string[]): Promise<string> => {
    const load: Load = { isDiscarded: false }
    work.loads.add(load)
    const end = () => {
      work.loads.delete(load)
      if (!work.loads.size && works.get(key) === work) works.delete(key)
    }
    let writing: Promise<void> | undefined
    try {
      const loadedAt = now()
      const value = await call(ctx, ...ids)
      const entry = textOf({ loadedAt, value }, name)
      if (value !== undefined && !load.isDiscarded) writing = write(key, entry, load).finally(end)
      if (writing && !handOver(ctx, writing)) await settledWithin(PATIENCE, writing)
      return entry
    } finally {
      if (!writing) end()
    }
  }

  const discard = (key: string): void => {
    for (const load of works.get(key)?.loads ?? []) load.isDiscarded = true
    works.delete(key)
  }

  const workOn = (key: string): Work => {
    const work = works.get(key) ?? { loads: new Set() }
    works.set(key, work)
    const [oldest] = works.keys()
    if (works.size > MOST_WORKS && oldest !== undefined) discard(oldest)
    return work
  }

  const readThrough = async (...ids: string[]): Promise<unknown> => {
    const key = await keyOf(ids)
    const entry = await read(key)
    if (entry) return entry.value
    const work = workOn(key)
    return parseEntry(await share(work, () => start(key, work, ids)))?.value
  }

  const invalidate = async (...ids: string[]): Promise<void> => {
    const key = await keyOf(ids)
    discard(key)
    const removal = (async () => store.delete(key))()
    if (!(await settledWithin(PATIENCE, removal))) {
      throw new ClerkError(
        `The store of the cache ${name} has not deleted an entry within a second: it may still be used until its ttl has passed`,
      )
    }
    await removal
  }

  // The types of the ids and of the result are those of the operation.
  return Object.assign(readThrough, { invalidate }) as unknown as CachedOperation<Operation>
}

function checkedOptions(
  operation: unknown,
  options: CachedOptions,
): Required<CachedOptions> & { store: CacheStore; maxItems: number } {
  const { name, ttl, store = new Map<string, string>(), maxItems } = options ?? {}
  if (typeof operation !== 'function') {
    throw new ClerkConfigError('cached takes an operation, such as getUser, and a context')
  }
  if (typeof name !== 'string' || name === '') {
    throw new ClerkConfigError(
      'options.name is not a non-empty string: name the cache, such as users',
    )
  }
  const isStore = (['get', 'set', 'delete'] as const).every(
    (method) => typeof store?.[method] === 'function',
  )
  if (!isStore) {
    throw new ClerkConfigError(
      'options.store lacks get, set or delete: set it to a Map, or to an object with get, set and delete',
    )
  }
  if (maxItems !== undefined && !(store instanceof Map)) {
    throw new ClerkConfigError(
      'options.maxItems applies only to a Map, and options.store is not one: leave maxItems out',
    )
  }
  return {
    name,
    ttl: checkedMilliseconds('options.ttl', ttl),
    store,
    maxItems: checkedCount('options.maxItems', maxItems ?? 1_000),
  }
}

/** The part of a store key that comes from the context: the base URL, and a digest of the keys and the API version. */
async function scopeOf(ctx: Context): Promise<string> {
  const { secretKey, machineSecretKey, apiVersion, headers } = ctx
  // An `authorization` header of the context replaces the key.
  const authorization = new Headers(headers).get('authorization')
  const text = JSON.stringify([secretKey, machineSecretKey, apiVersion, authorization])
  return `${checkedBaseUrl(ctx)} ${await sha256(text)}`
}

function textOf(entry: Entry, name: string): string {
  try {
    return JSON.stringify(entry)
  } catch {
    throw new ClerkConfigError(
      `The result for the cache ${name} cannot be written as JSON: return an object without BigInts and cycles`,
    )
  }
}

/** Parses an entry of a store; `undefined` for a value that `cached` has not written. */
function parseEntry(text: unknown): Entry | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const entry: unknown = JSON.parse(text)
    const isEntry = isObject(entry) && typeof entry.loadedAt === 'number'
    // The field `value` is not checked: JSON omits an undefined value. Calls share such an entry, but it is not stored.
    return isEntry ? (entry as unknown as Entry) : undefined
  } catch {
    return undefined
  }
}

/** Removes the entries that were stored first, until at most `maxItems` remain. */
function removeOldest(map: Map<unknown, unknown>, maxItems: number): void {
  for (const key of map.keys()) {
    if (map.size <= maxItems) return
    map.delete(key)
  }
}
