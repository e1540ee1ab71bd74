import { type Bytes, fromBase64, joined, same, toHex, utf8 } from './bytes.ts'

type Name = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-512'

async function hashed(name: Name, bytes: Bytes): Promise<Bytes> {
  // Web Crypto does not support MD5.
  if (name === 'MD5') return Uint8Array.from((await legacy()).md5(bytes))
  return new Uint8Array(await crypto.subtle.digest(name, bytes))
}

function legacy() {
  return import('@noble/hashes/legacy.js')
}

/** Whether a password matches a digest without salt. */
export async function plain(name: Name, password: string, wanted: Bytes): Promise<boolean> {
  return same(await hashed(name, utf8(password)), wanted)
}

/** Whether a password and a salt match a digest. Their order is not published, so both orders are accepted. */
export async function salted(
  name: Name,
  password: string,
  salt: string,
  wanted: Bytes,
): Promise<boolean> {
  return (
    (await plain(name, salt + password, wanted)) || (await plain(name, password + salt, wanted))
  )
}

/**
 * Whether a password matches the content of `{SSHA}`: the SHA-1 of password and salt, followed by the salt.
 *
 * @see {@link https://www.openldap.org/faq/data/cache/347.html OpenLDAP}
 */
export async function ldapSsha(password: string, encoded: string): Promise<boolean> {
  const bytes = fromBase64(encoded)
  const found = await hashed('SHA-1', joined(utf8(password), bytes.subarray(20)))
  return same(found, bytes.subarray(0, 20))
}

/**
 * Whether a password matches a digest of `MessageDigestPasswordEncoder`: the SHA-512 of `password{salt}`, then repeatedly of
 * the digest and `password{salt}`.
 *
 * @see {@link https://symfony.com/doc/current/security/passwords.html Symfony}
 */
export async function symfony(
  password: string,
  iterations: number,
  salt: string,
  wanted: Bytes,
): Promise<boolean> {
  const merged = utf8(`${password}{${salt}}`)
  let digest = await hashed('SHA-512', merged)
  for (let i = 1; i < iterations; i++) digest = await hashed('SHA-512', joined(digest, merged))
  return same(digest, wanted)
}

const ALPHABET = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * Whether a password matches a portable hash of phpass: `$P$`, one character for the number of rounds, eight characters of
 * salt, and the checksum.
 */
export async function phpass(password: string, digest: string): Promise<boolean> {
  const { md5 } = await legacy()
  const secret = utf8(password)
  let hash: Uint8Array = md5(joined(utf8(digest.slice(4, 12)), secret))
  for (let left = 2 ** ALPHABET.indexOf(digest[3] ?? ''); left > 0; left--) {
    hash = md5(joined(hash, secret))
  }
  return checksum(hash) === digest.slice(12)
}

/** Whether the MD5 of a password matches a phpass hash, as in databases that later hashed their MD5 digests again. */
export async function phpassOfMd5(password: string, digest: string): Promise<boolean> {
  const { md5 } = await legacy()
  return phpass(toHex(md5(utf8(password))), digest)
}

/** Encodes bytes in the base64 of phpass, which is little-endian: the lowest six bits of the first byte come first. */
function checksum(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const three = [...bytes.subarray(i, i + 3)]
    const value = three.reduce((sum, byte, place) => sum | (byte << (8 * place)), 0)
    for (let k = 0; k <= three.length; k++) text += ALPHABET[(value >> (6 * k)) & 63]
  }
  return text
}
