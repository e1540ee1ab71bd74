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
  header: JwtHeader
  payload: Record<string, unknown>
  signature: Uint8Array<ArrayBuffer>
  /** What the signature covers. */
  signed: string
}

/**
 * Takes a JWT apart without verifying it: what it says may be anybody's word.
 *
 * @example
 * const { payload } = decodeToken(token)
 *
 * @throws {TokenVerificationError} `token-invalid` when it is not a JWT whose header and payload are JSON objects.
 */
export function decodeToken(token: string): DecodedToken {
  const parts = typeof token === 'string' ? token.split('.') : []
  const [header, payload, signature] = parts
  try {
    if (parts.length === 3) {
      return {
        header: jsonObject(header),
        payload: jsonObject(payload),
        signature: bytes(signature),
        signed: `${header}.${payload}`,
      }
    }
  } catch {
    // The original error may quote the token.
  }
  return refuse(
    'token-invalid',
    'The token is not a JWT: it must be three base64url parts joined by dots, the first two JSON objects.',
  )
}

function bytes(part = ''): Uint8Array<ArrayBuffer> {
  // atob passes over white space and takes the plain alphabet, too.
  if (!/^[\w-]*={0,2}$/.test(part)) throw new TypeError('not base64url')
  return fromBase64(part.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/'))
}

/** The bytes of plain base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  // Uint8Array.from takes six times as long.
  const decoded = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) decoded[i] = binary.charCodeAt(i)
  return decoded
}

function jsonObject(part: string | undefined): Record<string, unknown> {
  const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes(part)))
  if (typeof value !== 'object' || !value || Array.isArray(value)) throw new TypeError('no object')
  return value
}
