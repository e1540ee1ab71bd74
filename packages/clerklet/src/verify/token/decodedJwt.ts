import { type DecodedToken, decodeToken } from './decodeToken.ts'

/** A decoded token, unverified. Undefined when it is not a JWT. */
export function decodedJwt(token: string): DecodedToken | undefined {
  try {
    return decodeToken(token)
  } catch {
    return undefined
  }
}
