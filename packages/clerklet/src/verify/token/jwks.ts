import { importJWK } from 'jose'
import { isObject } from '../../core/isObject.ts'

/** A public RSA key as a JWKS publishes it. */
export interface PublicJwk {
  kid: string
  kty: 'RSA'
  n: string
  e: string
  alg?: string
  use?: 'sig'
}

/**
 * Returns the keys of a JWKS that can verify signatures. Leaves out keys without an id, keys that are not RSA keys, and keys
 * that are not for signatures (RFC 7517, 4.2 and 4.3).
 *
 * @returns `undefined` when the JSON is not a JWKS.
 */
export function parseJwks(json: Record<string, unknown> | undefined): PublicJwk[] | undefined {
  const keys = json?.keys
  if (!Array.isArray(keys) || (keys.length && !keys.some(isObject))) return undefined
  return keys.flatMap((key) => publicJwk(key) ?? [])
}

/** Returns the public members of a key that can verify signatures; `undefined` for any other value. */
export function publicJwk(key: unknown): PublicJwk | undefined {
  if (!isObject(key)) return undefined
  const { kid, kty, n, e, alg, use, key_ops: operations } = key
  if (typeof kid !== 'string' || kty !== 'RSA') return undefined
  if (typeof n !== 'string' || typeof e !== 'string') return undefined
  if (alg !== undefined && typeof alg !== 'string') return undefined
  if (use !== undefined && use !== 'sig') return undefined
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
    return undefined
  }
  return { kid, kty, n, e, ...(alg !== undefined && { alg }), ...(use && { use }) }
}

/** Imported keys, by JWK and algorithm, while the JWKS is cached. Not by key id, since two keys may have the same id. */
const imported = new WeakMap<PublicJwk, Map<string, CryptoKey>>()

/**
 * Returns the cached key of a JWK for an algorithm; imports it when there is none.
 *
 * @internal
 */
export async function keyFromJwk(jwk: PublicJwk, algorithm: string): Promise<CryptoKey> {
  const known = imported.get(jwk)?.get(algorithm)
  if (known) return known
  const { kty, n, e } = jwk
  const key = (await importJWK({ kty, n, e }, algorithm)) as CryptoKey
  const keys = imported.get(jwk) ?? new Map()
  imported.set(jwk, keys.set(algorithm, key))
  return key
}
