import { type DecodedToken, decodeToken } from './decodeToken.ts'

/** A token decoded, and not verified. Undefined when it is not a JWT. */
export function decodedJwt(token: string): DecodedToken | undefined {
  try {
    return decodeToken(token)
  } catch {
    return undefined
  }
}
