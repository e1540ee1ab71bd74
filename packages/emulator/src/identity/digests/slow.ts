import { type Bytes, fromBase64, fromHex, joined, same, toHex, utf8 } from './bytes.ts'

/** Whether a password matches a key of PBKDF2 with HMAC. The derived key is as long as the expected key. */
export async function pbkdf2(
  name: 'SHA-1' | 'SHA-256' | 'SHA-512',
  password: string,
  salt: Bytes,
  iterations: number,
  wanted: Bytes,
): Promise<boolean> {
  if (!wanted.length || iterations < 1) return false
  const key = await crypto.subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveBits'])
  try {
    const params = { name: 'PBKDF2', hash: name, salt, iterations }
    return same(
      new Uint8Array(await crypto.subtle.deriveBits(params, key, wanted.length * 8)),
      wanted,
    )
  } catch {
    // Cloudflare Workers refuse more than 100 000 iterations, so a package derives the key.
    const [{ pbkdf2Async }, { sha1 }, { sha256, sha512 }] = await Promise.all([
      import('@noble/hashes/pbkdf2.js'),
      import('@noble/hashes/legacy.js'),
      import('@noble/hashes/sha2.js'),
    ])
    const hash = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-512': sha512 }[name]
    const options = { c: iterations, dkLen: wanted.length }
    return same(await pbkdf2Async(hash, utf8(password), salt, options), wanted)
  }
}

/**
 * Whether a password matches a bcrypt digest. Versions such as `2a` and `2y` are read as `2b`, which hashes ordinary passwords
 * in the same way.
 */
export async function bcrypt(password: string, digest: string): Promise<boolean> {
  const { compare } = await import('bcrypt-ts/browser')
  return compare(password, digest.replace(/^\$2[a-z]?\$/, '$2b$'))
}

/** Whether a password matches a bcrypt digest of Django, which hashes the SHA-256 of the password. */
export async function djangoBcrypt(password: string, digest: string): Promise<boolean> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(password)))
  return bcrypt(toHex(bytes), digest.replace('bcrypt_sha256$', ''))
}

/** Whether a password matches a digest in the PHC string format. The default version is 19. */
export async function argon2(
  kind: 'argon2i' | 'argon2id',
  password: string,
  digest: string,
): Promise<boolean> {
  const parts = digest.split('$').slice(2)
  const version = parts.length === 4 ? Number(parts.shift()?.slice(2)) : 19
  const [options = '', salt = '', hash = ''] = parts
  const {
    m = 0,
    t = 0,
    p = 0,
  } = Object.fromEntries(options.split(',').map((option) => [option[0], Number(option.slice(2))]))
  const wanted = fromBase64(hash)
  const { argon2iAsync, argon2idAsync } = await import('@noble/hashes/argon2.js')
  return computed(async () =>
    (kind === 'argon2i' ? argon2iAsync : argon2idAsync)(utf8(password), fromBase64(salt), {
      t,
      m,
      p,
      version,
      dkLen: wanted.length,
    }),
  ).then((found) => same(found, wanted))
}

/**
 * Whether a password matches a digest of Werkzeug: `scrypt:<N>:<r>:<p>$<salt>$<hash in hex>`.
 *
 * @see {@link https://werkzeug.palletsprojects.com/en/stable/utils/#werkzeug.security.generate_password_hash Werkzeug}
 */
export async function werkzeug(password: string, digest: string): Promise<boolean> {
  const [method = '', salt = '', hash = ''] = digest.replace(/^\$/, '').split('$')
  const [, N = 0, r = 0, p = 0] = method.split(':').map(Number)
  const wanted = fromHex(hash)
  const { scryptAsync } = await import('@noble/hashes/scrypt.js')
  return computed(() =>
    scryptAsync(utf8(password), utf8(salt), { N, r, p, dkLen: wanted.length }),
  ).then((found) => same(found, wanted))
}

/**
 * Whether a password matches a digest of Firebase: the signer key, encrypted with the key that scrypt derives.
 *
 * @see {@link https://github.com/firebase/scrypt firebase/scrypt}
 */
export async function firebase(password: string, digest: string): Promise<boolean> {
  const [hash, salt, signer, separator, rounds, memory] = digest.split('$')
  const { scryptAsync } = await import('@noble/hashes/scrypt.js')
  const key = await computed(() =>
    scryptAsync(utf8(password), joined(fromBase64(salt ?? ''), fromBase64(separator ?? '')), {
      N: 2 ** Number(memory),
      r: Number(rounds),
      p: 1,
      dkLen: 32,
    }),
  )
  if (!key.length) return false
  const aes = await crypto.subtle.importKey('raw', Uint8Array.from(key), 'AES-CTR', false, [
    'encrypt',
  ])
  const encrypted = await crypto.subtle.encrypt(
    { name: 'AES-CTR', counter: new Uint8Array(16), length: 64 },
    aes,
    fromBase64(signer ?? ''),
  )
  return same(new Uint8Array(encrypted), fromBase64(hash ?? ''))
}

/** Returns the bytes that a key derivation computes; no bytes when the algorithm refuses its options. */
async function computed(compute: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await compute()
  } catch {
    return new Uint8Array()
  }
}
