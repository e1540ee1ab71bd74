import type { JwtKey, RsaPublicJwk } from '../core/context.ts'
import { hex } from '../core/hex.ts'
import { isObject } from '../core/isObject.ts'

/** The content of a `jwtKey`: the DER bytes of one public key, or the RSA keys of a JWK or a JWKS. */
export type KeyMaterial = { spki: Uint8Array<ArrayBuffer> } | { jwks: RsaPublicJwk[] }

/** The error for a refused `jwtKey`. The message completes the sentence `ctx.jwtKey is …` and does not contain the value. */
export class KeyFlaw extends Error {}

/**
 * Reads a `jwtKey` in the forms in which it is usually pasted: a PEM with any text around it, the base64 body of a PEM alone,
 * base64 of a whole PEM or JSON text, and a JWK or a JWKS as an object or as text. The key itself is checked when it is
 * imported.
 *
 * @throws {KeyFlaw} for anything else.
 */
export function readJwtKey(jwtKey: JwtKey): KeyMaterial {
  return typeof jwtKey === 'string' ? readText(jwtKey) : { jwks: readJson(jwtKey) }
}

/** Returns the text that identifies a `jwtKey` in caches: a string itself, or the JSON of an object. */
export function jwtKeyText(jwtKey: JwtKey): string {
  return typeof jwtKey === 'string' ? jwtKey : JSON.stringify(jwtKey)
}

/** Zero-width characters, the byte order mark and the soft hyphen. */
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad]/g

/** Characters around a value that was copied from a source file, a shell or a chat. */
const WRAPPING = /^[\s\\"'`“”‘’]+|[\s\\"'`“”‘’,;]+$/g

/** Escaped line breaks, spaces, quotes and punctuation, which are removed from base64. */
const FILLING = /\\+[rnt]|[\s\\"'`“”‘’,;]/g

const PEM = /-{2,}\s*BEGIN ([A-Z0-9 ]+?)\s*-{2,}(.*?)-{2,}\s*END /s

/** Values that are often pasted by mistake in place of the key. */
const MISTAKEN: [pattern: RegExp, flaw: string][] = [
  [/^(export\s+)?[A-Z][A-Z0-9]*_[A-Z0-9_]*\s*=/, 'a line of an .env file, with the name in front'],
  [/^https?:/i, 'a URL'],
  [/^ssh-/, 'an SSH key'],
  [/^(sk|pk|ak|mt|oat|whsec|ins)_/, 'another key'],
  [/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/, 'a token'],
]

function readText(text: string): KeyMaterial {
  const value = text.replace(INVISIBLE, '').replace(WRAPPING, '')
  if (!value) throw new KeyFlaw('blank')
  if (value.startsWith('{')) return { jwks: readJson(parseJson(value)) }
  for (const [pattern, flaw] of MISTAKEN) if (pattern.test(value)) throw new KeyFlaw(flaw)
  // Refuses a private key at any place in the text.
  if (/-{2,}\s*BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(value)) throw new KeyFlaw(PRIVATE)
  const armour = PEM.exec(value)
  if (armour) {
    const [, label = '', body = ''] = armour
    requirePublicLabel(label)
    return { spki: requireRsaKey(decodeBase64(body)) }
  }
  refuseCutArmour(value)
  const bytes = decodeBase64(value)
  const inner = String.fromCharCode(...bytes)
  // The value is base64 of a whole PEM or JSON text.
  if (/^\s*(-----|\{)/.test(inner)) return readText(inner)
  return { spki: requireRsaKey(bytes) }
}

function requirePublicLabel(label: string): void {
  if (label === 'PUBLIC KEY') return
  if (label === 'RSA PUBLIC KEY') throw new KeyFlaw(PKCS1)
  if (label.includes('CERTIFICATE')) throw new KeyFlaw(CERTIFICATE)
  throw new KeyFlaw(`a PEM of another kind (${label.slice(0, 40)})`)
}

const PKCS1 = 'a PKCS#1 key (RSA PUBLIC KEY)'
const PRIVATE = 'a private key'
const CERTIFICATE = 'a certificate'

/** Refuses a PEM that has only one of its BEGIN and END lines. */
function refuseCutArmour(value: string): void {
  const [, rest] = /-{2,}\s*BEGIN[A-Z0-9 ]*-*(.*)/s.exec(value) ?? []
  if (rest !== undefined) {
    const isOneLine = !rest.replace(FILLING, '')
    throw new KeyFlaw(
      isOneLine ? 'cut off after its first line' : 'cut off: its END line is missing',
    )
  }
  if (/-{2,}\s*END /.test(value)) throw new KeyFlaw('cut off: its BEGIN line is missing')
}

/** Decodes base64 or base64url, padded or not. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const letters = text
    .replace(FILLING, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/=+$/, '')
  if (!letters) throw new KeyFlaw('blank')
  if (/[^A-Za-z0-9+/]/.test(letters)) throw new KeyFlaw('not base64')
  // A single letter after the groups of four encodes no byte: the text was truncated. The DER length reveals this later.
  const whole = letters.length % 4 === 1 ? letters.slice(0, -1) : letters
  return Uint8Array.from(atob(whole), (character) => character.charCodeAt(0))
}

/** Tags of DER (X.690). */
const INTEGER = 0x02
const OBJECT_ID = 0x06
const SEQUENCE = 0x30

/** The identifiers of RSA (RFC 8017) and of elliptic curves (RFC 5480), as hexadecimal DER. */
const RSA = '2a864886f70d010101'
const EC = '2a8648ce3d0201'

/**
 * Refuses DER that is not the SubjectPublicKeyInfo of an RSA key (RFC 5280, 4.1.2.7), with an error that names its kind. A
 * SubjectPublicKeyInfo is a sequence whose first element is a sequence, which begins with an object id. A certificate has
 * another element in place of the object id. PKCS#1 and private keys begin with an integer.
 */
function requireRsaKey(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const whole = elementAt(bytes, 0)
  if (whole.tag !== SEQUENCE) throw new KeyFlaw('not a public key')
  // The comparison is negated, so that it also refuses NaN, which stands for an unreadable length.
  if (!(whole.end <= bytes.length)) throw new KeyFlaw('cut off')
  const first = elementAt(bytes, whole.start)
  if (first.tag === INTEGER) {
    const isVersion = first.end - first.start < 8
    throw new KeyFlaw(isVersion ? PRIVATE : PKCS1)
  }
  if (whole.end < bytes.length || first.tag !== SEQUENCE) throw new KeyFlaw('not a public key')
  const algorithm = elementAt(bytes, first.start)
  if (algorithm.tag !== OBJECT_ID) throw new KeyFlaw(CERTIFICATE)
  const id = hex(bytes.subarray(algorithm.start, algorithm.end))
  if (id === EC) throw new KeyFlaw('an EC key, not an RSA key')
  if (id !== RSA) throw new KeyFlaw('not an RSA key')
  return bytes
}

interface DerElement {
  tag: number | undefined
  /** The positions at which the content starts and ends. `end` is NaN when the bytes of the length are missing. */
  start: number
  end: number
}

function elementAt(bytes: Uint8Array, at: number): DerElement {
  const tag = bytes[at]
  const short = bytes[at + 1] ?? NaN
  // When the first length byte is 0x80 or more, its low seven bits count the length bytes that follow.
  const isShort = !(short >= 0x80)
  const start = at + 2 + (isShort ? 0 : short - 0x80)
  let length = isShort ? short : 0
  for (let i = at + 2; i < start; i++) length = length * 256 + (bytes[i] ?? NaN)
  return { tag, start, end: start + length }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The original error is dropped: it quotes the text.
    throw new KeyFlaw('JSON that cannot be parsed')
  }
}

/** Returns the keys of a JWK or a JWKS that can verify signatures. Skips other keys of a JWKS, but refuses private keys. */
function readJson(json: unknown): RsaPublicJwk[] {
  const { kty, keys } = Object(json) as Record<string, unknown>
  if (Array.isArray(keys)) {
    const flaws = keys.map(jwkFlaw)
    if (flaws.includes(PRIVATE)) throw new KeyFlaw(PRIVATE)
    const usable = keys.filter((_, index) => !flaws[index])
    if (!usable.length) throw new KeyFlaw('a JWKS without an RSA key for signatures')
    return usable
  }
  if (kty === undefined) throw new KeyFlaw('neither a JWK nor a JWKS')
  const flaw = jwkFlaw(json)
  if (flaw) throw new KeyFlaw(flaw)
  // jwkFlaw has checked the members. A single key verifies tokens of any key id, as a PEM does.
  return [{ ...(json as RsaPublicJwk), kid: undefined }]
}

/** The members of RSA and EC private keys, and of symmetric keys (RFC 7518, 6). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** Returns the reason why a JWK cannot verify signatures (RFC 7517, 4); undefined when it can. */
function jwkFlaw(jwk: unknown): string | undefined {
  if (!isObject(jwk)) return 'not a JWK'
  const { kty, n, e, alg, use, key_ops: operations } = jwk
  if (PRIVATE_MEMBERS.some((name) => jwk[name] !== undefined)) return PRIVATE
  if (kty !== 'RSA') return `a JWK of the kind ${`${kty}`.slice(0, 10)}, not RSA`
  if (!isBase64url(n) || !isBase64url(e)) return 'a JWK without n and e in base64url'
  const isForSignatures =
    (use === undefined || use === 'sig') &&
    (operations === undefined || (Array.isArray(operations) && operations.includes('verify')))
  if (!isForSignatures) return 'a JWK that is not for signatures'
  const isKnown = alg === undefined || /^RS(256|384|512)$/.test(`${alg}`)
  return isKnown ? undefined : `a JWK for ${`${alg}`.slice(0, 10)}`
}

function isBase64url(value: unknown): boolean {
  return typeof value === 'string' && /^[\w-]+$/.test(value)
}
