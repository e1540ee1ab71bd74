import { refuse } from './errors.ts'

/** The header of a JWT. Nothing in it is trusted before the signature is. */
export interface JwtHeader {
  alg?: unknown
  kid?: unknown
  typ?: unknown
  /** Clerk's category of the token. */
  cat?: unknown
  [name: string]: unknown
}

/** The claims of a session token. Times are epoch seconds. */
export interface SessionClaims {
  /** The id of the user. */
  sub: string
  /** The id of the session. */
  sid?: string
  /** The Frontend API that issued it. */
  iss?: string
  /** The origin of the application it was issued to. */
  azp?: string
  aud?: string | string[]
  exp: number
  nbf?: number
  iat?: number
  /** 2 when the organization is in `o`. */
  v?: number
  /** The status of the session. */
  sts?: 'active' | 'pending' | (string & {})
  /** Minutes since the first and the second factor were verified; `-1` when there is none. */
  fva?: [first: number, second: number]
  /** Who acts as the user. */
  act?: { sub: string; [claim: string]: unknown }
  /** Whatever the template adds. */
  [claim: string]: unknown
}

/** The parts of a JWT, not verified. */
export interface DecodedToken {
  /** The whole of it. */
  token: string
  header: JwtHeader
  payload: Record<string, unknown>
  /** In base64url without padding. */
  signature: string
  /** What the signature covers. */
  signed: string
}

/** Three parts of base64url, apart from their padding. atob passes over white space and takes the plain alphabet, too. */
const PARTS = /^(([\w-]*)={0,2}\.([\w-]*)={0,2})\.([\w-]*)={0,2}$/

/** A header of HTTP cannot carry more. */
const MOST_CHARACTERS = 65_536

/** Whether a token is longer than any that arrives in a request. It is refused before it is decoded. */
export function isTooLong(token: string): boolean {
  return token.length > MOST_CHARACTERS
}

/**
 * Decodes a JWT without verifying it: its header and claims are unverified.
 *
 * @example
 * const { payload } = decodeToken(token)
 *
 * @throws {TokenVerificationError} `token-invalid` when it is not a JWT whose header and payload are JSON objects, or is
 *   longer than 64 kB.
 */
export function decodeToken(token: string): DecodedToken {
  try {
    if (isTooLong(token)) throw new TypeError('too long')
    const [, signed = '', header = '', payload = '', signature = ''] = PARTS.exec(token) ?? []
    if (!isBase64url(signature)) throw new TypeError('cut off, or another spelling')
    return { token, header: jsonObject(header), payload: jsonObject(payload), signature, signed }
  } catch {
    // The original error may quote the token.
    return refuse('token-invalid', 'The token is not a JWT, or is longer than 64 kB.')
  }
}

/**
 * Whether letters of base64url stand for whole bytes and no bits are left over. Otherwise one signature would have several
 * spellings, and one token several texts.
 */
function isBase64url(letters: string): boolean {
  const beyond = letters.length % 4
  if (beyond === 2) return /[AQgw]$/.test(letters)
  if (beyond === 3) return /[AEIMQUYcgkosw048]$/.test(letters)
  return beyond === 0
}

/** What base64url stands for, one character for each byte. */
function binary(part: string): string {
  // Few payloads have one of them, and to look for them takes less than to replace them.
  const isPlain = !part.includes('-') && !part.includes('_')
  return atob(isPlain ? part : part.replaceAll('-', '+').replaceAll('_', '/'))
}

/**
 * Turns letters of base64url into the bytes that they stand for, where they are. Goes four by four, and so up to two beyond
 * the end: what is there may be anything, and is not kept.
 */
export function decodeInPlace(
  letters: Uint8Array<ArrayBuffer>,
  start: number,
  end: number,
): Uint8Array<ArrayBuffer> {
  const sextetAt = (index: number) => SEXTETS[letters[index] as number] as number
  let to = start
  for (let from = start; from < end; from += 4) {
    const bits =
      (sextetAt(from) << 18) |
      (sextetAt(from + 1) << 12) |
      (sextetAt(from + 2) << 6) |
      sextetAt(from + 3)
    letters[to++] = bits >> 16
    letters[to++] = bits >> 8
    letters[to++] = bits
  }
  return letters.subarray(start, start + (((end - start) * 3) >> 2))
}

/**
 * What a letter of base64url stands for, by its code: `-`, digits, upper case, `_`, lower case. Looked up, since no processor
 * foresees which of these comes next.
 */
const SEXTETS = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, code) => {
  if (code > 96) return code - 71
  if (code > 94) return 63
  if (code > 64) return code - 65
  return code > 47 ? code + 4 : 62
})

/** The bytes that the characters of {@link atob} stand for. */
export function bytes(binary: string): Uint8Array<ArrayBuffer> {
  // Uint8Array.from takes six times as long.
  const decoded = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) decoded[i] = binary.charCodeAt(i)
  return decoded
}

function jsonObject(part: string): Record<string, unknown> {
  const content = binary(part)
  const value = JSON.parse(
    // ASCII is UTF-8 as it stands, and most tokens hold nothing else.
    /[\x80-\xff]/.test(content)
      ? new TextDecoder('utf-8', { fatal: true }).decode(bytes(content))
      : content,
  )
  if (!isObject(value)) throw new TypeError('no object')
  return value
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
