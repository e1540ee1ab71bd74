import type { DecodedToken, JwtHeader } from './decodeToken.ts'

/** The category in the header of an M2M token. */
export const M2M_CATEGORY = 'cl_B7d4PD333AAA'

/** The categories in the headers of Clerk's tokens. Tokens of JWT templates have another category. */
const CATEGORY = {
  session_token: 'cl_B7d4PD111AAA',
  m2m_token: M2M_CATEGORY,
}

/** The category of all tokens of an instance that has opted out of categories. It does not depend on the kind of the token. */
const OPTED_OUT = 'cl_I7d4PD111III'

/** The possible values of `typ` in the header of an OAuth access token. */
export const OAUTH_HEADER_TYPES = ['at+jwt', 'application/at+jwt']

/** The kinds of token that a request may be authenticated with. */
export type TokenType = 'session_token' | MachineTokenType

/** The kinds of token that authenticate a program, not a session. */
export type MachineTokenType = 'api_key' | 'm2m_token' | 'oauth_token'

/** Whether a text has the shape of a JWT. */
export function isJwt(token: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)
}

/** Returns the kind of machine token of an unverified JWT, if any. Use the result only to choose how to verify the token. */
export function machineJwtType({ header, payload }: DecodedToken): MachineTokenType | undefined {
  if (typeof payload.sub === 'string' && payload.sub.startsWith('mch_')) return 'm2m_token'
  return OAUTH_HEADER_TYPES.includes(header.typ as string) ? 'oauth_token' : undefined
}

/** Whether a JWT may be a session token. Other tokens, of templates and machines, are signed with the same key. */
export function isSessionJwt(decoded: DecodedToken): boolean {
  return !machineJwtType(decoded) && hasCategory(decoded.header, 'session_token')
}

/** Whether the category is absent, or allows the kind `type`. Handshake tokens have the category of session tokens. */
export function hasCategory({ cat }: JwtHeader, type: keyof typeof CATEGORY): boolean {
  return cat === undefined || cat === CATEGORY[type] || cat === OPTED_OUT
}
