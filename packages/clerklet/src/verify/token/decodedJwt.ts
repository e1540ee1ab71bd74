import { type DecodedToken, decodeToken } from './decodeToken.ts'

/** Decodes a token without verifying it. Undefined when the token is not a JWT. */
export function decodedJwt(token: string): DecodedToken | undefined {
  try {
    return decodeToken(token)
  } catch {
    return undefined
  }
}
