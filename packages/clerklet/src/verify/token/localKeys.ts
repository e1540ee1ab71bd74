import type { JwtKey } from '../../core/context.ts'
import { remember } from '../../core/remember.ts'
import { misconfigured } from '../../instance/configuration.ts'
import { jwtKeyText, KeyFlaw, readJwtKey } from '../../instance/jwtKey.ts'
import { JWT_KEY } from '../../instance/optionKinds.ts'
import { keyFromJwk } from './jwks.ts'

/** A key of `ctx.jwtKey`. */
export interface LocalKey {
  /** The key id that tokens must have. Undefined when the key verifies tokens with any key id. */
  kid: string | undefined
  /** The only `alg` of tokens that the key verifies. */
  algorithm: string
  key: CryptoKey
}

/** Caches keys, not promises: on Workers, a promise may never settle once the request that made it has ended. */
const imported = new Map<string, LocalKey[]>()

/**
 * Returns the keys of `ctx.jwtKey`, at least one. Caches them by content.
 *
 * @throws {ClerkConfigError} when `jwtKey` is malformed, contains no RSA key, or contains a key of fewer than 2048 bits.
 */
export async function localKeys(jwtKey: JwtKey): Promise<LocalKey[]> {
  try {
    const text = jwtKeyText(jwtKey)
    const keys = imported.get(text) ?? (await importKeys(jwtKey))
    return remember(imported, text, () => keys)
  } catch (error) {
    // An error that is not a `KeyFlaw` is from importing the key, and may quote the key.
    const flaw = error instanceof KeyFlaw ? error.message : 'not a public key'
    throw misconfigured('ctx.jwtKey', flaw, JWT_KEY.wanted)
  }
}

async function importKeys(jwtKey: JwtKey): Promise<LocalKey[]> {
  const material = readJwtKey(jwtKey)
  const keys =
    'spki' in material
      ? [{ kid: undefined, algorithm: 'RS256', key: await importSpki(material.spki) }]
      : await Promise.all(
          material.jwks.map(async ({ kid, n = '', e = '', alg: algorithm = 'RS256' }) => ({
            kid,
            algorithm,
            key: await keyFromJwk({ kid: '', kty: 'RSA', n, e }, algorithm),
          })),
        )
  for (const { key } of keys) {
    const bits = bitsOf(key)
    if (bits < LEAST_BITS) throw new KeyFlaw(`an RSA key of ${bits} bits, fewer than ${LEAST_BITS}`)
  }
  return keys
}

function importSpki(spki: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  return crypto.subtle.importKey('spki', spki, algorithm, false, ['verify'])
}

/** The smallest accepted size of an RSA key, in bits (RFC 7518, 3.3). */
export const LEAST_BITS = 2048

/** Returns the size of an RSA key, in bits. */
export function bitsOf(key: CryptoKey): number {
  // A cast, because the type of `algorithm` lacks the fields of RSA keys.
  return (key.algorithm as RsaHashedKeyAlgorithm).modulusLength
}
