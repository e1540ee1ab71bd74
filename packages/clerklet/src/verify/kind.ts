import type { DecodedToken, JwtHeader } from './decode.ts'
import { M2M_CATEGORY } from './token.ts'

/** The categories that the header of a Clerk token may name. */
export const CATEGORY = {
  session: 'cl_B7d4PD111AAA',
  template: 'cl_B7d4PD222AAA',
  m2m: M2M_CATEGORY,
  /** Of instances that opted out: says nothing about the kind of the token. */
  optedOut: 'cl_I7d4PD111III',
} as const

/** The `typ` of an OAuth access token. */
export const OAUTH_HEADER_TYPES = ['at+jwt', 'application/at+jwt']

/** The kinds of token that a request may be authenticated with. */
export type TokenType = 'session_token' | MachineTokenType

/** Those that stand for a program instead of somebody's session. */
export type MachineTokenType = 'api_key' | 'm2m_token' | 'oauth_token'

/** Whether a text has the shape of a JWT. */
export function isJwt(token: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)
}

/** Which kind of machine token this JWT is, if any. Not verified: good for deciding how to verify it. */
export function machineJwtType({ header, payload }: DecodedToken): MachineTokenType | undefined {
  if (typeof payload.sub === 'string' && payload.sub.startsWith('mch_')) return 'm2m_token'
  return OAUTH_HEADER_TYPES.includes(header.typ as string) ? 'oauth_token' : undefined
}

/** Whether a JWT of the instance can be a session token: those of templates and machines are signed with the same key. */
export function isSessionJwt(decoded: DecodedToken): boolean {
  return !machineJwtType(decoded) && isSessionCategory(decoded.header)
}

/** Whether the category is that of session and handshake tokens, or says nothing. */
export function isSessionCategory({ cat }: JwtHeader): boolean {
  return cat === undefined || cat === CATEGORY.session || cat === CATEGORY.optedOut
}
