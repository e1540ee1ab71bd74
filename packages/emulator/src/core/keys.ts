import type { JWK } from 'jose'

/**
 * The key pair of instances without a `signingKey`. It protects nothing: it is published here, so that a token, a JWKS and a PEM
 * key of one run are valid in another. Only its two primes are written here, so that no scanner reports a leaked key.
 */
const P =
  0xde7f613df8a7f7f72a95f522cd29832627e798b5446a8ee947101182398cbac2b78071ad26cb5e8ce78fab1996324ddd817ff4ad1daa384e94e369c84a2e751e379b9c9f44e94d4948878de6e768f363dc94832910cf3d130634ffa515c2db69e07684f0678462df50d8a52fdd362a203f660d8c3c8406432a7b04a51d82058dn
const Q =
  0xb6ca997a363cc6fea8e3950bfad66f9ed2079152219c8ecc22dac9c213f7e39235eb868807c39d046506d179ce0493715321a0edc3e99ef3d40d780ec5542c44a8e6eac6521aae2820e2137ad053c537ac892d1ccb5eaec8eaf94f1947e9e293b65f480cc3e8b260bcc0e1221c7a858d98b1546fe80525644eadcac4163461fdn
const E = 65537n
/**
 * The start of a SubjectPublicKeyInfo with a modulus of 2048 bits, up to the modulus: RFC 5280 §4.1.2.7 and RFC 8017 §A.1.1 in
 * DER.
 */
const SPKI_HEAD = '30820122300d06092a864886f70d01010105000382010f003082010a0282010100'
/** The end of a SubjectPublicKeyInfo: the exponent 65537 in DER. */
const SPKI_TAIL = '0203010001'

/** A public key as the JWKS of an instance publishes it. */
export interface PublicKey {
  use: 'sig'
  kty: 'RSA'
  kid: string
  alg: 'RS256'
  n: string
  e: string
}

/** The key pair with which an instance signs tokens. */
export interface Keys {
  /** Returns the public key, with `kid` as its key id. */
  publicKey: (kid: string) => PublicKey
  /** Returns the public key in PEM form, as Clerk's dashboard shows it. */
  publicPem: () => string
  /**
   * The private key, imported when it is first used.
   *
   * @internal
   */
  signingKey: () => Promise<CryptoKey>
}

let published: Keys | undefined

/** The published key pair, for instances without a `signingKey`. */
export function publishedKeys(): Keys {
  published ??= createKeys(base64url(P * Q), publishedJwk)
  return published
}

/** The key pair of a private key that {@link isSigningJwk} accepts. */
export function keysOf(jwk: JWK): Keys {
  return createKeys(jwk.n ?? '', () => jwk)
}

/** Whether a value is an RSA private key with a modulus of 2048 bits and the exponent 65537. */
export function isSigningJwk(value: unknown): value is JWK {
  if (typeof value !== 'object' || value === null) return false
  const { kty, n, e, ...rest } = value as Record<string, unknown>
  const others = ['d', 'p', 'q', 'dp', 'dq', 'qi'].map((name) => rest[name])
  return (
    kty === 'RSA' &&
    e === base64url(E) &&
    typeof n === 'string' &&
    // The base64url of 2048 bits of which the first is set.
    /^[g-z\d_-][\w-]{341}$/.test(n) &&
    others.every((one) => typeof one === 'string' && /^[\w-]+$/.test(one))
  )
}

function createKeys(n: string, jwk: () => JWK): Keys {
  let signing: Promise<CryptoKey> | undefined
  return {
    publicKey: (kid) => ({ use: 'sig', kty: 'RSA', kid, alg: 'RS256', n, e: base64url(E) }),
    publicPem: () => {
      const body = base64(SPKI_HEAD + digitsOf(n) + SPKI_TAIL)
      return `-----BEGIN PUBLIC KEY-----\n${body.replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`
    },
    signingKey: () => {
      signing ??= importSigningKey(jwk())
      return signing
    },
  }
}

function importSigningKey({ n, e, d, p, q, dp, dq, qi }: JWK): Promise<CryptoKey> {
  // Other members, such as `key_ops`, could forbid the use of the key.
  const numbers = Object.entries({ n, e, d, p, q, dp, dq, qi }).filter(([, value]) => value)
  return crypto.subtle.importKey(
    'jwk',
    { kty: 'RSA', ...Object.fromEntries(numbers) },
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    false,
    ['sign'],
  )
}

/** Computes the published private key from its primes. */
function publishedJwk(): JWK {
  const d = inverse(E, (P - 1n) * (Q - 1n))
  const numbers = { n: P * Q, e: E, d, p: P, q: Q, dp: d % (P - 1n), dq: d % (Q - 1n) }
  const jwk: JWK = { kty: 'RSA', qi: base64url(inverse(Q, P)) }
  for (const [name, value] of Object.entries(numbers)) {
    jwk[name as keyof typeof numbers] = base64url(value)
  }
  return jwk
}

/** Computes the inverse of `value` modulo `modulus`, by the extended Euclidean algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n]
  while (b) [a, b, x, y] = [b, a % b, y, x - (a / b) * y]
  return ((x % modulus) + modulus) % modulus
}

function hex(value: bigint): string {
  const digits = value.toString(16)
  return digits.length % 2 ? `0${digits}` : digits
}

function base64(digits: string): string {
  return btoa(
    (digits.match(/../g) ?? [])
      .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
      .join(''),
  )
}

/** Converts base64url to hexadecimal digits. */
function digitsOf(text: string): string {
  return Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0).toString(16).padStart(2, '0'),
  ).join('')
}

function base64url(value: bigint): string {
  return base64(hex(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
