export { authenticateHeader } from './authenticateHeader.ts'
export {
  type AuthenticateRequestOptions,
  authenticateRequest,
  type RequestState,
} from './authenticateRequest.ts'
export { type SessionProperties, sessionProperties } from './claims.ts'
export { type DecodedToken, decodeToken, type JwtHeader, type SessionClaims } from './decode.ts'
export { TokenVerificationError, type TokenVerificationReason } from './errors.ts'
export { type HasParams, type HasSubject, has, type Reverification } from './has.ts'
export {
  type FrontendApiOptions,
  type PublishableKey,
  parsePublishableKey,
} from './publishableKey.ts'
export type {
  GetToken,
  GetTokenOptions,
  SignedInAuth,
  SignedOutAuth,
  ToAuthOptions,
} from './sessionAuth.ts'
export type { AuthReason, SignedInState, SignedOutState } from './state.ts'
export { type VerifyContext, type VerifyTokenOptions, verifyToken } from './token.ts'
