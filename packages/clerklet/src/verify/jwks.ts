import { importJWK } from 'jose'
import { type Context, SERVERS } from '../context.ts'
import { refuse } from './errors.ts'
import { now } from './now.ts'
import { send } from './send.ts'

/** A public key as the JWKS publishes it. */
export interface PublicJwk {
  kid: string
  kty: string
  n: string
  e: string
  alg?: string
  use?: string
}

/** Where to load the keys of an instance from, and whether to pass over the ones at hand. */
export interface JwksOptions {
  /** Loads the JWKS anew for this call. */
  skipJwksCache?: boolean | undefined
}

interface KeySet {
  keys: Map<string, PublicJwk>
  loadedAt: number
  triedAt: number
  loading?: Promise<void> | undefined
}

/** Milliseconds after which keys are loaded anew in the background. */
const TTL = 300_000
/** Milliseconds after which they are no longer used while that goes on. */
const LONGEST_LIFE = 3_600_000
/** Milliseconds between two loads that unknown key ids or bad signatures ask for: both come from outside. */
const COOL_DOWN = 30_000
const REPEATS = 4

const sets = new Map<string, KeySet>()
/** By algorithm, for as long as the JWKS that they came in is kept: an id says nothing about what a key is. */
const imported = new WeakMap<PublicJwk, Record<string, Promise<CryptoKey>>>()

/**
 * The key with that id of the instance. Key ids are not secret and not trusted, so nothing is shared between base URLs,
 * versions or secret keys. One load is in flight per instance at most.
 */
export async function remoteJwk(ctx: Context & JwksOptions, kid: string): Promise<PublicJwk> {
  const set = keySet(ctx)
  const age = since(ctx, set.loadedAt)
  const rested = since(ctx, set.triedAt) >= COOL_DOWN
  if (ctx.skipJwksCache || age > LONGEST_LIFE || (rested && !set.keys.has(kid)))
    await load(ctx, set)
  else if (age > TTL && rested) load(ctx, set).catch(() => {})
  return (
    set.keys.get(kid) ??
    refuse(
      'jwk-kid-mismatch',
      `The instance has no key with the id ${JSON.stringify(kid).slice(0, 80)}.`,
      'Check that the keys are those of one instance.',
    )
  )
}

/** The key with that id after one more load, if that yields another one: keys are rotated without a change of the id. */
export async function rotatedJwk(ctx: Context, old: PublicJwk): Promise<PublicJwk | undefined> {
  const set = keySet(ctx)
  if (since(ctx, set.triedAt) >= COOL_DOWN) await load(ctx, set)
  const jwk = set.keys.get(old.kid)
  return jwk?.n === old.n ? undefined : jwk
}

/** The key to verify with. Only the public parts are taken over. */
export function keyFromJwk(jwk: PublicJwk, algorithm: string): Promise<CryptoKey> {
  const { kty, n, e } = jwk
  const keys = imported.get(jwk) ?? {}
  if (!keys[algorithm]) {
    keys[algorithm] = importJWK({ kty, n, e }, algorithm) as Promise<CryptoKey>
    imported.set(jwk, keys)
  }
  return keys[algorithm]
}

/** What tells instances apart, for what is kept of them. */
export function instanceScope({
  baseUrl = SERVERS[0],
  apiVersion = '',
  secretKey,
}: Context): string {
  return `${baseUrl}\n${apiVersion}\n${secretKey}`
}

function keySet(ctx: Context): KeySet {
  const scope = instanceScope(ctx)
  let set = sets.get(scope)
  if (!set) {
    for (const [name, { triedAt }] of sets) {
      if (since(ctx, triedAt) > LONGEST_LIFE) sets.delete(name)
    }
    set = { keys: new Map(), loadedAt: -Infinity, triedAt: -Infinity }
    sets.set(scope, set)
  }
  return set
}

/** Clocks are set back, too. */
function since(ctx: Context, time: number): number {
  return Math.abs(now(ctx) - time)
}

function load(ctx: Context, set: KeySet): Promise<void> {
  set.loading ??= fetchJwks(ctx)
    .then((keys) => {
      set.keys = new Map(keys.map((jwk) => [jwk.kid, jwk]))
      set.loadedAt = now(ctx)
    })
    .finally(() => {
      set.triedAt = now(ctx)
      set.loading = undefined
    })
  return set.loading
}

async function fetchJwks(ctx: Context): Promise<PublicJwk[]> {
  for (let attempt = 0; ; attempt++) {
    const { status, text, json } = await send(ctx, '/jwks')
    const keys = json?.keys as PublicJwk[] | undefined
    if (status === 200 && keys?.[0]?.kid) return keys
    if (text.includes('clerk_key_invalid')) {
      refuse(
        'secret-key-invalid',
        'ctx.secretKey is not valid.',
        'Check that the keys are those of one instance.',
      )
    }
    if (attempt === REPEATS || (status && status < 500 && status !== 429)) {
      const why = status ? `status ${status}` : text
      refuse(
        'jwk-remote-failed-to-load',
        `The JWKS could not be loaded: ${why}.`,
        'Set ctx.jwtKey to need none.',
      )
    }
    await (ctx.sleep ?? wait)(125 * 2 ** attempt * (1 + Math.random()))
  }
}

/** Nobody can abort this: others may be waiting for the same load. */
function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
