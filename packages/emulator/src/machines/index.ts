/** Machines and their tokens, API keys, and OAuth applications. */

export { type ApiKeySeed, addApiKey, sendApiKey } from './apiKeys.ts'
export { issueM2mToken } from './m2mTokens.ts'
export { addMachine, type MachineSeed, machineOf, sendMachine } from './machines.ts'
export {
  addOAuthApplication,
  type OAuthApplicationSeed,
  oauthApplicationOf,
} from './oauthApplications.ts'
export {
  type AuthorizationClient,
  type AuthorizationRequest,
  applicationWith,
  readAuthorization,
  readAuthorizationClient,
  readResources,
} from './oauthAuthorization.ts'
export { OAuthError } from './oauthErrors.ts'
export {
  addGrant,
  type GrantedTokens,
  grantOf,
  redeemCode,
  refreshGrant,
  revokeToken,
} from './oauthGrants.ts'
export { registerClient } from './oauthRegistration.ts'
export { issueAccessToken, readAccessToken } from './oauthTokens.ts'
export { forgetSubject } from './removal.ts'
export { machineRoutes, tokenServiceRoutes } from './routes/index.ts'
export { MACHINES_SHAPES, type MachinesSeed, plantMachines } from './seed.ts'
