export type { ReceivedHeaders, ReceivedRequest } from '../core/receivedHeaders.ts'
export { accountsUrl } from '../instance/accountsUrl.ts'
export { apiOrigin } from '../instance/apiOrigin.ts'
export { buildPublishableKey } from '../instance/buildPublishableKey.ts'
export { instanceTypeOf } from '../instance/instanceTypeOf.ts'
export { isDevelopmentHost } from '../instance/isDevelopmentHost.ts'
export {
  type FrontendApiOptions,
  type PublishableKey,
  parsePublishableKey,
} from '../instance/parsePublishableKey.ts'
export { type PublicUrlOptions, publicUrl } from '../instance/publicUrl.ts'
export { publishableKeyFromHost } from '../instance/publishableKeyFromHost.ts'
export type { HeaderAuth, HeaderSignedInState } from './auth/headerState.ts'
export type {
  ApiKeyAuth,
  ApiKeyProperties,
  M2mAuth,
  M2mProperties,
  MachineAuth,
  MachineAuthBase,
  OAuthAuth,
  OAuthProperties,
  UnauthenticatedApiKeyAuth,
  UnauthenticatedM2mAuth,
  UnauthenticatedMachineAuth,
  UnauthenticatedOAuthAuth,
} from './auth/machineAuth.ts'
export type {
  MachineSignedInState,
  MachineSignedInStateOf,
  MachineSignedOutState,
  MachineSignedOutStateOf,
  UnmatchedAuth,
  UnmatchedState,
} from './auth/machineState.ts'
export type { AuthReason } from './auth/reasons.ts'
export type { RefusalInit } from './auth/refusalResponse.ts'
export type {
  GetToken,
  GetTokenOptions,
  SignedInAuth,
  SignedOutAuth,
  ToAuthOptions,
} from './auth/sessionAuth.ts'
export type { HandshakeState, SignedInState, SignedOutState, StateBase } from './auth/state.ts'
export { type AuthenticateHeaderOptions, authenticateHeader } from './authenticateHeader.ts'
export {
  authenticateRequest,
  type RequestState,
  type SessionState,
} from './authenticateRequest.ts'
export { type AutoProxyEnvironment, autoProxyUrl } from './autoProxyUrl.ts'
export { cookieSuffix } from './cookieSuffix.ts'
export { createTokenCache, type TokenCacheOptions } from './createTokenCache.ts'
export { type DebuggableState, type DebugInformation, debugState } from './debugState.ts'
export {
  type MachineTokenVerificationCode,
  MachineTokenVerificationError,
  TokenVerificationError,
  type TokenVerificationReason,
} from './errors.ts'
export { type ForbiddenParams, forbiddenResponse } from './forbiddenResponse.ts'
export { type HasParams, type HasSubject, has, type Reverification } from './has.ts'
export type {
  ApiKeyPayload,
  M2mTokenPayload,
  MachinePayloads,
  OAuthActor,
  OAuthTokenPayload,
} from './machine/payloads.ts'
export { machineTokenType } from './machineTokenType.ts'
export type {
  AcceptsToken,
  AuthenticateContext,
  AuthenticateRequestOptions,
  OrganizationSyncOptions,
  VerifyTokenOptions,
} from './options.ts'
export { type ReverificationError, reverificationError } from './reverificationError.ts'
export { reverificationErrorResponse } from './reverificationErrorResponse.ts'
export {
  type Auth,
  type SelectedAuth,
  selectAuth,
} from './selectAuth.ts'
export { type SerializableAuth, serializableAuth } from './serializableAuth.ts'
export { type SessionProperties, sessionProperties } from './sessionProperties.ts'
export {
  type DecodedToken,
  decodeToken,
  type JwtHeader,
  type SessionClaims,
} from './token/decodeToken.ts'
export type { MachineTokenType, TokenType } from './token/kind.ts'
export type { TokenCache } from './token/tokenCache.ts'
export type { VerifyContext } from './token/verifyContext.ts'
export {
  type VerifiedMachineToken,
  type VerifyMachineTokenOptions,
  verifyMachineToken,
} from './verifyMachineToken.ts'
export { verifyToken } from './verifyToken.ts'
export { type KeyCache, withKeyCache } from './withKeyCache.ts'
