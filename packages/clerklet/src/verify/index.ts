export { type AuthenticateHeaderOptions, authenticateHeader } from './authenticateHeader.ts'
export {
  authenticateRequest,
  type RequestState,
  type SessionState,
} from './authenticateRequest.ts'
export { type AutoProxyEnvironment, autoProxyUrl } from './autoProxyUrl.ts'
export { buildPublishableKey, publishableKeyFromHost } from './buildPublishableKey.ts'
export { type SessionProperties, sessionProperties } from './claims.ts'
export { cookieSuffix } from './cookies.ts'
export { type DebuggableState, type DebugInformation, debugState } from './debugState.ts'
export { type DecodedToken, decodeToken, type JwtHeader, type SessionClaims } from './decode.ts'
export {
  type MachineTokenVerificationCode,
  MachineTokenVerificationError,
  TokenVerificationError,
  type TokenVerificationReason,
} from './errors.ts'
export { type HasParams, type HasSubject, has, type Reverification } from './has.ts'
export type { HeaderAuth, HeaderSignedInState } from './headerState.ts'
export { accountsUrl, apiOrigin, isDevelopmentHost } from './hosts.ts'
export { type KeyCache, withKeyCache } from './keyCache.ts'
export type { MachineTokenType, TokenType } from './kind.ts'
export {
  type ApiKeyPayload,
  type M2mTokenPayload,
  type MachinePayloads,
  machineTokenType,
  type OAuthActor,
  type OAuthTokenPayload,
  type VerifiedMachineToken,
  type VerifyMachineTokenOptions,
  verifyMachineToken,
} from './machine.ts'
export type { MachineAuth, UnauthenticatedMachineAuth } from './machineAuth.ts'
export type {
  MachineSignedInState,
  MachineSignedOutState,
  UnmatchedAuth,
  UnmatchedState,
} from './machineState.ts'
export type { AcceptsToken, AuthenticateContext, AuthenticateRequestOptions } from './options.ts'
export type { OrganizationSyncOptions } from './organizationSync.ts'
export {
  type FrontendApiOptions,
  instanceTypeOf,
  type PublishableKey,
  parsePublishableKey,
} from './publishableKey.ts'
export {
  type Auth,
  type SelectedAuth,
  type SerializableAuth,
  selectAuth,
  serializableAuth,
} from './selectAuth.ts'
export type {
  GetToken,
  GetTokenOptions,
  SignedInAuth,
  SignedOutAuth,
  ToAuthOptions,
} from './sessionAuth.ts'
export type { AuthReason, HandshakeState, SignedInState, SignedOutState } from './state.ts'
export { type VerifyContext, type VerifyTokenOptions, verifyToken } from './token.ts'
export { createTokenCache, type TokenCache, type TokenCacheOptions } from './tokenCache.ts'
