export { type DecodedToken, decodeToken, type JwtHeader, type SessionClaims } from './decode.ts'
export { TokenVerificationError, type TokenVerificationReason } from './errors.ts'
export { type VerifyContext, type VerifyTokenOptions, verifyToken } from './token.ts'
