import type { CustomJwtSessionClaims } from '../../core/applicationTypes.ts'
import { isObject } from '../../core/isObject.ts'
import { refuse } from '../errors.ts'
import { decodeBase64url } from './decodeBase64url.ts'
import { isTooLong } from './isTooLong.ts'

/** The header of a JWT. Unverified until the signature is verified. */
export interface JwtHeader {
  alg?: unknown
  kid?: unknown
  typ?: unknown
  /** Clerk's category of the token. */
  cat?: unknown
  [name: string]: unknown
}

/** The claims of a session token. Times are epoch seconds. */
export interface SessionClaims extends CustomJwtSessionClaims {
  /** The id of the user. */
  sub: string
  /** The id of the session. */
  sid?: string
  /** The issuer: the Frontend API of the instance. */
  iss?: string
  /** The authorized party: the origin of the application that requested the token. */
  azp?: string
  aud?: string | string[]
  exp: number
  nbf?: number
  iat?: number
  /** The format of the token: 2 when the organization is in the claim `o`. */
  v?: number
  /** The status of the session. */
  sts?: 'active' | 'pending' | (string & {})
  /** Minutes since the first and the second factor were verified; `-1` when the user does not have the factor. */
  fva?: [first: number, second: number]
  /** The actor that impersonates the user. */
  act?: { sub: string; [claim: string]: unknown }
  /** Claims that the application adds. */
  [claim: string]: unknown
}

/** The parts of a JWT. Unverified. */
export interface DecodedToken {
  /** The whole token. */
  token: string
  header: JwtHeader
  payload: Record<string, unknown>
  /** The signature, in base64url without padding. */
  signature: string
  /** The text that the signature covers: the header and the payload, as received. */
  signed: string
}

/** Captures the signed text, and each part without its padding. `atob` alone would also accept white space, `+` and `/`. */
const PARTS = /^(([\w-]*)={0,2}\.([\w-]*)={0,2})\.([\w-]*)={0,2}$/

/**
 * Decodes a JWT without verifying it: its header and claims are unverified.
 *
 * @example
 * const { payload } = decodeToken(token)
 *
 * @throws {TokenVerificationError} `token-invalid` when the text is not a JWT whose header and payload are JSON objects, or is
 *   longer than 64 kB.
 */
export function decodeToken(token: string): DecodedToken {
  try {
    if (isTooLong(token)) throw new TypeError('too long')
    const [, signed = '', header = '', payload = '', signature = ''] = PARTS.exec(token) ?? []
    if (!isBase64url(signature)) throw new TypeError('cut off, or another spelling')
    return { token, header: jsonObject(header), payload: jsonObject(payload), signature, signed }
  } catch {
    // The original error is dropped: it may quote the token.
    return refuse('token-invalid', 'The token is not a JWT, or is longer than 64 kB.')
  }
}

/**
 * Whether a text in base64url encodes whole bytes, with no bit set beyond the last byte. Without this check, a signature
 * would have several encodings, so an altered token could still be valid.
 */
function isBase64url(letters: string): boolean {
  const beyond = letters.length % 4
  if (beyond === 2) return /[AQgw]$/.test(letters)
  if (beyond === 3) return /[AEIMQUYcgkosw048]$/.test(letters)
  return beyond === 0
}

function jsonObject(part: string): Record<string, unknown> {
  const value: unknown = JSON.parse(utf8Of(part))
  if (!isObject(value)) throw new TypeError('no object')
  return value
}

/**
 * Decodes base64url to text. ASCII skips the UTF-8 decoder, because most tokens contain only ASCII. With the decoder, the bench
 * case `authenticating a request by header` takes 1.08 times as long.
 */
function utf8Of(part: string): string {
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'))
  const isAscii = !/[\x80-\xff]/.test(binary)
  return isAscii ? binary : new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64url(part))
}
