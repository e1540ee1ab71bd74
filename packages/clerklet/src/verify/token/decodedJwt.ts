import { type DecodedToken, decodeToken } from './decodeToken.ts'

/** Decodes a token without verifying it. Undefined when the token cannot be decoded. */
export function decodedJwt(token: string): DecodedToken | undefined {
  try {
    return decodeToken(token)
  } catch {
    return undefined
  }
}
