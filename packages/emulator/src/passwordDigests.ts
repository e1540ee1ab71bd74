/**
 * The password hashers of the API, and the form that the digest of each has.
 *
 * @see {@link https://clerk.com/docs/reference/backend/user/create-user createUser}
 */
export const HASHERS: Record<string, RegExp> = {
  argon2i: /^\$argon2i\$/,
  argon2id: /^\$argon2id\$/,
  awscognito: /./,
  bcrypt: /^\$2[abxy]?\$\d\d\$[./\w]{53}$/,
  bcrypt_peppered: /./,
  bcrypt_sha256_django: /^bcrypt_sha256\$\$2[abxy]?\$\d\d\$[./\w]{53}$/,
  hmac_sha256_utf16_b64: /./,
  ldap_ssha: /^\{SSHA\}/i,
  md5: /^[\da-f]{32}$/i,
  md5_phpass: /^\$[PH]\$/,
  md5_salted: /./,
  pbkdf2_sha1: /^pbkdf2_sha1\$\d+\$[^$]+\$[\da-f]+$/i,
  pbkdf2_sha256: /^pbkdf2_sha256\$\d+\$[^$]+\$[^$]+$/,
  pbkdf2_sha256_django: /^pbkdf2_sha256\$\d+\$[^$]+\$[^$]+$/,
  pbkdf2_sha512: /./,
  pbkdf2_sha512_hex: /./,
  phpass: /^\$[PH]\$/,
  scrypt_firebase: /^[^$]+(\$[^$]+){5}$/,
  scrypt_werkzeug: /^scrypt:\d+:\d+:\d+\$[^$]+\$[\da-f]+$/i,
  sha256: /^[\da-f]{64}$/i,
  sha256_salted: /./,
  sha512_symfony: /./,
}

/**
 * Whether a digest was made from that password. Only what Web Crypto can compute is compared: `sha256` and the three PBKDF2
 * variants whose form is published. Any other digest is kept and matches nothing.
 */
export async function matchesDigest(
  hasher: string,
  digest: string,
  password: string,
): Promise<boolean> {
  const [, iterations = '', salt = '', hash = ''] = digest.split('$')
  const bytes = new TextEncoder().encode(password)
  switch (hasher) {
    case 'sha256':
      return hex(await crypto.subtle.digest('SHA-256', bytes)) === digest.toLowerCase()
    case 'pbkdf2_sha1':
      return (
        hex(await pbkdf2('SHA-1', bytes, utf8(salt), iterations, hash.length / 2)) ===
        hash.toLowerCase()
      )
    case 'pbkdf2_sha256':
      return matchesBase64('SHA-256', bytes, fromBase64(salt), iterations, hash)
    case 'pbkdf2_sha256_django':
      return matchesBase64('SHA-256', bytes, utf8(salt), iterations, hash)
    default:
      return false
  }
}

async function matchesBase64(
  hashName: string,
  password: BufferSource,
  salt: BufferSource,
  iterations: string,
  hash: string,
): Promise<boolean> {
  const wanted = fromBase64(hash)
  const found = await pbkdf2(hashName, password, salt, iterations, wanted.length)
  return wanted.length > 0 && hex(found) === hex(wanted.buffer)
}

async function pbkdf2(
  hash: string,
  password: BufferSource,
  salt: BufferSource,
  iterations: string,
  length: number,
): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
  try {
    return await crypto.subtle.deriveBits(
      { name: 'PBKDF2', hash, salt, iterations: Number(iterations) },
      key,
      length * 8,
    )
  } catch {
    // No iterations, an empty hash, or, in Workers, more than 100 000 iterations.
    return new ArrayBuffer(0)
  }
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text))
}

/** Of either alphabet, with or without padding; what is neither is empty. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(
      atob(text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')),
      (character) => character.charCodeAt(0),
    )
  } catch {
    return new Uint8Array()
  }
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
