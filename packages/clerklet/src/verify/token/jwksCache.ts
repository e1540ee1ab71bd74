import { checkedCallTimeout, type SendOnceOptions, sendOnce } from '../../core/callApi.ts'
import { type Context, SERVERS } from '../../core/context.ts'
import { ClerkNetworkError } from '../../core/errors.ts'
import { isObject } from '../../core/isObject.ts'
import { retryAfterSeconds, retryPolicy, sleep } from '../../core/retry.ts'
import { lead, PATIENCE, type Shared, share } from '../../core/shared.ts'
import { settledWithin } from '../../core/timers.ts'
import { handOver } from '../../core/waitUntil.ts'
import { refuse, TokenVerificationError, type TokenVerificationReason } from '../errors.ts'
import { type PublicJwk, parseJwks } from './jwks.ts'
import { now } from './now.ts'

/** Options for the JWKS of the instance. */
export interface JwksOptions {
  /** Whether this call loads the JWKS again, without the cached keys. Default: `false`. */
  skipJwksCache?: boolean | undefined
}

/** The keys of an instance, and when they were requested from the API. */
export interface LoadedKeys {
  loadedAt: number
  keys: PublicJwk[]
}

/** A store for keys that outlives the isolate, as `withKeyCache` makes it. Neither function rejects. */
export interface KeyStore {
  read(ctx: KeyContext): Promise<LoadedKeys | undefined>
  write(ctx: KeyContext, loaded: LoadedKeys): Promise<void>
}

/** The context of a key lookup. */
export interface KeyContext extends Context, JwksOptions {
  keyStore?: KeyStore | undefined
  /** The root of the Frontend API. Keys are loaded from it when there is no secret key. Set by `withSessionKeys`. */
  frontendKeys?: string | undefined
}

/** The age, in milliseconds, from which cached keys are renewed. They may still be used during the renewal. */
const FRESH = 300_000
/** The age, in milliseconds, from which cached keys are used only after a failed load that the API did not refuse. */
const STALE = 600_000
/** The age, in milliseconds, from which cached keys are not used at all. */
const LONGEST_LIFE = 3_600_000
/** The shortest time, in milliseconds, between two loads that renewals, unknown key ids or invalid signatures cause. */
const COOL_DOWN = 30_000
/** The largest number of retries of a load that is not limited to one attempt. `ctx.retry` can only lower this number. */
const RETRIES = 4

/** Advice when keys cannot be loaded. */
const USE_JWT_KEY = 'Set ctx.jwtKey to verify without the network.'
/** Advice when the response is not from the API, with and without a secret key. */
const CHECK_ROOT =
  'Check ctx.baseUrl: it must be the root of the API, such as https://api.clerk.com/v1.'
const CHECK_PUBLISHED =
  'Check ctx.publishableKey and proxyUrl: the keys are loaded from /.well-known/jwks.json below them.'

/** The call that loads keys from the Backend API. Hooks and errors report this operation and route. */
const JWKS_CALL = { operation: 'getJwks', path: { route: '/jwks', encoded: '/jwks' } }

/** The call that loads keys from the Frontend API. The path is relative to `/.well-known`. */
const PUBLISHED_CALL = {
  operation: 'getJwks',
  path: { route: '/jwks.json', encoded: '/jwks.json' },
  key: 'none',
} as const

/**
 * The cached keys of an instance, and their state. Only `loading` contains a promise. On Workers, it may never settle, because
 * Workers cancel the pending work of a request once its response is sent.
 */
interface KeySet extends LoadedKeys {
  /** When the API was last called. */
  askedAt: number
  /** When the last renewal began, whether or not it called the API. */
  renewedAt: number
  /** The time of the last call that the API refused. */
  refusedAt: number
  /** The time at which a load last timed out. Timeouts of a second or less do not count. */
  hungAt: number
  /** The failure of the last load; undefined when it succeeded. */
  failure: LoadFailure | undefined
  /** The number of loads that have begun, which is also the number of the newest load. */
  loads: number
  /** The number of the load that `keys` are from. */
  latest: number
  loading: Shared<void>
}

const sets = new Map<string, KeySet>()

/** Returns the text that identifies an instance in caches: the URL of its keys, or the base URL, version and secret key. */
export function instanceScope(ctx: KeyContext): string {
  const { baseUrl = SERVERS[0], apiVersion = '', secretKey, frontendKeys } = ctx
  return isPublished(ctx)
    ? `${frontendKeys}/.well-known/jwks.json`
    : `${baseUrl}\n${apiVersion}\n${secretKey}`
}

/** Returns when the cached keys were loaded. Undefined without cached keys, with `skipJwksCache`, and when renewal is due. */
export function freshSince(ctx: KeyContext): number | undefined {
  const set = sets.get(instanceScope(ctx))
  return set && !ctx.skipJwksCache && since(ctx, set.loadedAt) <= FRESH ? set.loadedAt : undefined
}

/** The keys of an instance, for one verification. */
export interface InstanceKeys {
  /**
   * Returns the keys with the id `kid`; at least one.
   *
   * @throws {TokenVerificationError} when no key has this id, or the JWKS cannot be loaded.
   */
  find(kid: string): Promise<PublicJwk[]>
  /**
   * Loads the keys again, unless the API was called in the last 30 seconds. Returns the keys with the id `kid` that are not
   * among `tried`. An instance may replace a key and keep its id.
   *
   * @throws {TokenVerificationError} when the JWKS cannot be loaded.
   */
  findOthers(kid: string, tried: PublicJwk[]): Promise<PublicJwk[]>
  /** Waits until the key store contains the keys that this verification loaded, for a second at most. */
  stored(): Promise<void>
}

/**
 * Makes the lookup of keys for one verification. Key ids are public and unverified, so keys are never shared between base URLs,
 * versions, secret keys or Frontend APIs.
 *
 * | age of the cached keys | lookup |
 * |---|---|
 * | up to 5 minutes | uses them |
 * | up to 10 minutes | uses them; every 30 s one verification renews them first, for a second at most, or in `ctx.waitUntil` |
 * | up to an hour | loads them in one attempt; when this fails, uses the cached keys, unless the API refuses |
 * | older, or not cached | loads them, with retries |
 */
export function jwksCache(ctx: KeyContext): InstanceKeys {
  const set = keySet(ctx)
  const ends = Date.now() + checkedCallTimeout(ctx)
  let writing: Promise<void> | undefined
  let hasRead = false
  /** Milliseconds that the key store may still delay this verification. */
  let patience = PATIENCE

  const age = () => since(ctx, set.loadedAt)
  const left = () => Math.max(ends - Date.now(), 0)

  async function load({ timeout, retries, isEnough }: LoadOptions): Promise<void> {
    const loadEnds = Date.now() + timeout
    const number = ++set.loads
    const stored = await readStore(timeout)
    if (stored) {
      adopt(set, number, stored)
      if (isEnough()) return
    }
    const askedAt = now(ctx)
    set.askedAt = askedAt
    try {
      const keys = await fetchKeys(ctx, loadEnds, retries)
      adopt(set, number, { keys, loadedAt: askedAt })
      writeStore({ keys, loadedAt: askedAt })
    } catch (failure) {
      if (!(failure instanceof LoadFailure)) throw failure
      if (failure.isDefinite) {
        adopt(set, number, { keys: [], loadedAt: -Infinity })
        set.refusedAt = askedAt
        writeStore({ keys: [], loadedAt: askedAt })
      } else if (timeout > PATIENCE && Date.now() >= loadEnds) {
        set.hungAt = now(ctx)
      }
      set.failure = failure
      throw failure
    }
  }

  /**
   * Reads the key store, at most once for each verification. Returns its keys when they are at most an hour old, and newer than
   * the cached keys and the last refusal.
   */
  async function readStore(timeout: number): Promise<LoadedKeys | undefined> {
    if (!ctx.keyStore || ctx.skipJwksCache || hasRead) return undefined
    hasRead = true
    const started = Date.now()
    const result = await settledWithin(Math.min(patience, timeout), ctx.keyStore.read(ctx))
    patience = result ? Math.max(patience - (Date.now() - started), 0) : 0
    const stored = result?.status === 'fulfilled' ? result.value : undefined
    const isNews = stored && stored.loadedAt > Math.max(set.loadedAt, set.refusedAt)
    return isNews && since(ctx, stored.loadedAt) <= LONGEST_LIFE ? stored : undefined
  }

  function writeStore(loaded: LoadedKeys): void {
    const work = ctx.keyStore?.write(ctx, loaded)
    if (work && !handOver(ctx, work)) writing = work
  }

  /** Loads keys, or joins the load in progress. Returns the failure of the load; undefined on success. */
  async function loadOrJoin({
    timeout,
    ...options
  }: LoadOptions): Promise<LoadFailure | undefined> {
    const { latest } = set
    const work = async (waited: number) => {
      const isReplaced = waited > 0 && set.latest > latest
      if (!isReplaced) await load({ ...options, timeout: Math.max(timeout - waited, 0) })
    }
    try {
      // Joins another load for at most half of the timeout, so that this call can still load the keys itself.
      const joining = { patience: Math.min(PATIENCE, timeout / 2) }
      await (ctx.skipJwksCache ? lead(set.loading, work(0)) : share(set.loading, work, joining))
      return undefined
    } catch (failure) {
      if (failure instanceof LoadFailure) return failure
      throw failure
    }
  }

  /**
   * Renews the keys. Other calls do not join this load: without `ctx.waitUntil` it is a single attempt, whose failure would make
   * those calls fail, too.
   */
  async function renew(): Promise<void> {
    set.renewedAt = now(ctx)
    const isEnough = () => age() <= FRESH
    const renewal = load(
      ctx.waitUntil
        ? { timeout: left(), retries: RETRIES, isEnough }
        : { timeout: Math.min(left(), PATIENCE), retries: 0, isEnough },
    )
    if (!handOver(ctx, renewal)) await settledWithin(PATIENCE, renewal)
  }

  /** Loads keys in place of stale ones, in one attempt. Waits for a second at most when the API recently did not respond. */
  async function refresh(): Promise<void> {
    const hangs = since(ctx, set.hungAt) < COOL_DOWN
    const timeout = hangs ? Math.min(left(), PATIENCE) : left()
    await loadOrJoin({ timeout, retries: 0, isEnough: () => age() <= FRESH })
  }

  function mayLoad(): boolean {
    return since(ctx, set.askedAt) >= COOL_DOWN || set.loading.current !== undefined
  }

  function withId(kid: string): PublicJwk[] {
    return set.keys.filter((jwk) => jwk.kid === kid)
  }

  return {
    async find(kid) {
      const loadAll = (isEnough: () => boolean) =>
        loadOrJoin({ timeout: left(), retries: RETRIES, isEnough })
      let failure: LoadFailure | undefined
      if (ctx.skipJwksCache) failure = await loadAll(() => false)
      else if (age() > LONGEST_LIFE) failure = await loadAll(() => age() <= LONGEST_LIFE)
      // Checks the age after a load, too, because keys that were read from the key store may be stale.
      if (!failure && age() > STALE) await refresh()
      else if (!failure && age() > FRESH) {
        const lastRenewal = Math.min(since(ctx, set.askedAt), since(ctx, set.renewedAt))
        if (lastRenewal >= COOL_DOWN) await renew()
      }
      if (!failure && !withId(kid).length && mayLoad()) {
        failure = await loadAll(() => withId(kid).length > 0)
      }
      const found = failure ? [] : withId(kid)
      if (found.length) return found
      throwFailure(failure ?? set.failure)
      return refuse(
        'jwk-kid-mismatch',
        `The instance has no key with the id ${JSON.stringify(kid).slice(0, 80)}.`,
        'Check that the keys belong to one instance.',
      )
    },
    async findOthers(kid, tried) {
      const others = () => withId(kid).filter((jwk) => !tried.some((one) => isSame(one, jwk)))
      if (mayLoad()) {
        const isEnough = () => others().length > 0
        throwFailure(await loadOrJoin({ timeout: left(), retries: RETRIES, isEnough }))
      }
      return others()
    },
    async stored() {
      if (writing) await settledWithin(patience, writing)
    },
  }
}

function isSame(one: PublicJwk, other: PublicJwk): boolean {
  return one.n === other.n && one.e === other.e && one.alg === other.alg
}

interface LoadOptions {
  /** Milliseconds that the load may take, with its retries. */
  timeout: number
  retries: number
  /** Whether the keys from the key store suffice, so that the API need not be called. */
  isEnough: () => boolean
}

/** A load that failed. Calls share this value, and each throws an error of its own. */
class LoadFailure {
  readonly reason: TokenVerificationReason
  readonly message: string
  readonly action: string
  /** Whether the API itself refused, or its JWKS has no usable key. If so, cached keys are no longer used. */
  readonly isDefinite: boolean

  constructor(
    reason: TokenVerificationReason,
    message: string,
    action: string,
    isDefinite: boolean,
  ) {
    this.reason = reason
    this.message = message
    this.action = action
    this.isDefinite = isDefinite
  }
}

function throwFailure(failure: LoadFailure | undefined): void {
  if (failure) throw errorOf(failure)
}

function errorOf({ reason, message, action }: LoadFailure): TokenVerificationError {
  return new TokenVerificationError(reason, message, action)
}

function keySet(ctx: KeyContext): KeySet {
  const scope = instanceScope(ctx)
  let set = sets.get(scope)
  if (!set) {
    for (const [name, { askedAt, loadedAt }] of sets) {
      if (Math.min(since(ctx, askedAt), since(ctx, loadedAt)) > LONGEST_LIFE) sets.delete(name)
    }
    set = {
      keys: [],
      loadedAt: -Infinity,
      askedAt: -Infinity,
      renewedAt: -Infinity,
      refusedAt: -Infinity,
      hungAt: -Infinity,
      failure: undefined,
      loads: 0,
      latest: 0,
      loading: {},
    }
    sets.set(scope, set)
  }
  return set
}

/** Caches loaded keys, unless the keys of a load that began later are already cached. */
function adopt(set: KeySet, number: number, { keys, loadedAt }: LoadedKeys): void {
  if (number < set.latest) return
  set.latest = number
  set.keys = keys
  set.loadedAt = loadedAt
  set.failure = keys.length
    ? undefined
    : new LoadFailure(
        'jwk-remote-failed-to-load',
        'The JWKS holds no key that signatures can be verified with.',
        USE_JWT_KEY,
        true,
      )
}

/** Returns the milliseconds between a time and now. Absolute, since the difference is negative after the clock was set back. */
function since(ctx: Context, time: number): number {
  return Math.abs(now(ctx) - time)
}

async function fetchKeys(ctx: KeyContext, ends: number, retries: number): Promise<PublicJwk[]> {
  const left = () => ends - Date.now()
  const { attempts, maxDelay } = retryPolicy(ctx.retry ?? RETRIES, 'ctx.retry')
  const allAttempts = Math.min(attempts, retries + 1)
  const checkRoot = isPublished(ctx) ? CHECK_PUBLISHED : CHECK_ROOT
  for (let attempt = 1; ; attempt++) {
    if (left() <= 0) throw loadFailure('no response within the timeout')
    const response = await requestKeys(ctx, { timeout: left(), attemptNumber: attempt })
    let failure: LoadFailure
    let mayRetry = true
    let retryAfter: number | undefined
    if (response instanceof ClerkNetworkError) failure = loadFailure(response.message)
    else {
      const { status, json, headers } = response
      const keys = status === 200 ? parseJwks(json) : undefined
      if (keys) return keys
      mayRetry = status >= 500 || status === 429
      retryAfter = retryAfterSeconds(headers.get('retry-after'), now(ctx))
      failure =
        status === 200
          ? loadFailure('the response with status 200 is not a JWKS', false, checkRoot)
          : refusedLoad(status, errorCodes(json), checkRoot)
    }
    const delay =
      retryAfter === undefined ? 125 * 2 ** (attempt - 1) * (1 + Math.random()) : retryAfter * 1000
    const isTooLong = delay > maxDelay || delay >= left()
    if (!mayRetry || attempt >= allAttempts || isTooLong) throw failure
    const { operation, path } = isPublished(ctx) ? PUBLISHED_CALL : JWKS_CALL
    const event = { operation, method: 'GET', route: path.route, attempt }
    await ctx.onRetry?.({ ...event, delay, error: errorOf(failure) })
    const pause = await settledWithin(left(), wait(ctx, delay))
    if (pause?.status !== 'fulfilled') throw failure
  }
}

/** Requests the keys: with a secret key from the Backend API, otherwise from the Frontend API, which publishes them. */
function requestKeys(ctx: KeyContext, sending: SendOnceOptions): ReturnType<typeof sendOnce> {
  if (!isPublished(ctx)) return sendOnce(ctx, JWKS_CALL, sending)
  // Without `ctx.headers`: they are for the Backend API, and may contain credentials.
  const published = { ...ctx, baseUrl: `${ctx.frontendKeys}/.well-known`, headers: undefined }
  return sendOnce(published, PUBLISHED_CALL, sending)
}

/** Whether the keys are loaded from the Frontend API, which publishes them. */
function isPublished({ secretKey, frontendKeys }: KeyContext): boolean {
  return !secretKey && Boolean(frontendKeys)
}

/** Waits before a retry. Async, so that the promise rejects when `ctx.sleep` throws. */
async function wait(ctx: Context, milliseconds: number): Promise<void> {
  await (ctx.sleep ?? sleep)(milliseconds)
}

function loadFailure(why: string, isDefinite = false, action = USE_JWT_KEY): LoadFailure {
  return new LoadFailure(
    'jwk-remote-failed-to-load',
    `The JWKS could not be loaded: ${why}.`,
    action,
    isDefinite,
  )
}

/**
 * Makes the failure for a response without keys, from the API or from a gateway in front of it.
 *
 * @param checkRoot The advice when the response is not from the API.
 */
function refusedLoad(status: number, codes: string[], checkRoot: string): LoadFailure {
  // A firewall may also respond with a 401 or a 403, but without error codes of the API.
  const isDefinite = (status === 401 || status === 403) && codes.length > 0
  if (checkRoot === CHECK_PUBLISHED || !codes.includes('clerk_key_invalid')) {
    // A status below 400 is a 2xx other than 200, or a redirect, which is not followed.
    const isElsewhere = status < 400 || status === 404
    const why = `the response has the status ${status}`
    return loadFailure(why, isDefinite, isElsewhere ? checkRoot : USE_JWT_KEY)
  }
  return new LoadFailure(
    'secret-key-invalid',
    'ctx.secretKey is not valid.',
    'Check that the keys belong to one instance.',
    isDefinite,
  )
}

/** Returns the codes of an error response of the API; empty for any other response. */
function errorCodes(json: Record<string, unknown> | undefined): string[] {
  const errors: unknown[] = Array.isArray(json?.errors) ? json.errors : []
  return errors.flatMap((error) =>
    isObject(error) && typeof error.code === 'string' ? error.code : [],
  )
}
