import type { OperationName } from './support/call.ts'

/** The ways in which an operation may differ from other operations with the same HTTP method. */
export interface Trait {
  /** The kind of key that the operation sends. Default: `secret`. */
  key?: 'machine' | 'machine-or-secret' | 'none'
  /** The API version that the operation requests, regardless of the context. */
  apiVersion?: string
  /** The params are sent as a form, not as JSON. */
  form?: true
  /** The params that are sent in the query although the method has a body; `all` when every param is. */
  query?: string[] | 'all'
  /** The query parameters that the operation adds by itself. */
  adds?: Record<string, string>
  /** Without params, the operation sends `{}`, since the API requires a body. */
  sendsEmptyBody?: true
  /** The query parameters whose values are joined by commas. */
  joined?: string[]
  /** The format of the response, when it is not JSON. */
  responseType?: 'text'
  /** Keys that every response has, although the specification does not require them. */
  always?: string[]
  /** The names of the id arguments, when they differ from the placeholders of the route. */
  ids?: string[]
}

const paginated = { adds: { paginated: 'true' } } as const

/** The traits of operations. An operation without an entry has no traits. */
export const traits: Partial<Record<OperationName, Trait>> = {
  createAccountlessApplication: { key: 'none', query: 'all' },
  completeAccountlessApplication: { query: 'all' },
  createAdminPortalLinkToken: { sendsEmptyBody: true },
  revokeAdminPortalLinkToken: { sendsEmptyBody: true },
  deleteAllowlistIdentifier: { ids: ['allowlistIdentifierId'] },
  listAllowlistIdentifiers: paginated,
  revokeApiKey: { sendsEmptyBody: true },
  listBillingPlans: paginated,
  listBillingPrices: paginated,
  listBillingStatementPaymentAttempts: paginated,
  listBillingStatements: paginated,
  listBillingSubscriptionItems: paginated,
  deleteBlocklistIdentifier: { ids: ['blocklistIdentifierId'] },
  listClients: paginated,
  getPublicInterstitial: { key: 'none', responseType: 'text' },
  listInvitations: paginated,
  getJwks: { always: ['keys'] },
  listJwtTemplates: paginated,
  createM2mToken: { key: 'machine', sendsEmptyBody: true },
  listM2mTokens: { key: 'machine-or-secret' },
  revokeM2mToken: { key: 'machine-or-secret', sendsEmptyBody: true },
  verifyM2mToken: { key: 'machine-or-secret' },
  updateOAuthApplicationLogo: { form: true },
  listInstanceOrganizationDomains: { joined: ['enrollment_mode'] },
  getOrganization: { ids: ['organizationIdOrSlug'] },
  updateOrganizationLogo: { form: true },
  deleteRedirectUrl: { ids: ['redirectUrlId'] },
  getRedirectUrl: { ids: ['redirectUrlId'] },
  listRedirectUrls: paginated,
  createSessionToken: { always: ['object', 'jwt'] },
  createSessionTokenFromTemplate: { always: ['object', 'jwt'] },
  listSessions: paginated,
  refreshSession: { query: ['suffixed_cookies'] },
  verifySession: { apiVersion: '2024-10-01' },
  getSignUp: { ids: ['signUpId'] },
  updateSignUp: { ids: ['signUpId'] },
  listTemplates: paginated,
  listUserOAuthAccessTokens: paginated,
  updateUserProfileImage: { form: true },
}
