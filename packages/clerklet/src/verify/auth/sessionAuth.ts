import { type HasParams, has } from '../has.ts'
import { type SessionProperties, sessionProperties } from '../sessionProperties.ts'
import type { SessionClaims } from '../token/decodeToken.ts'
import { nulls } from './nulls.ts'

/** Options of {@link SignedInAuth.getToken}. */
export interface GetTokenOptions {
  /** The name of a JWT template. */
  template?: string | undefined
  /** The lifetime of the new token, in seconds. */
  expiresInSeconds?: number | undefined
}

/** Returns a token of the session, or `null` when there is no session. */
export type GetToken = (options?: GetTokenOptions) => Promise<string | null>

/** The auth object of a signed-in user. */
export interface SignedInAuth extends SessionProperties {
  tokenType: 'session_token'
  isAuthenticated: true
  /**
   * Returns the session token, as presented or as refreshed; with a template or a lifetime, requests a new token.
   *
   * `POST /sessions/{session_id}/tokens` and `POST /sessions/{session_id}/tokens/{template}`
   *
   * @throws {ClerkConfigError} when `template` is not a non-empty, well-formed string, or the context is not valid.
   * @throws {ClerkApiError} when the status is not 2xx, such as `resource_not_found` when the template does not exist.
   * @throws {ClerkNetworkError} when no response arrives in time.
   * @throws {ClerkResponseError} when the response contains no token.
   */
  getToken: GetToken
  /** Whether the user meets all conditions. Never throws; false without a condition, or when a condition cannot be evaluated. */
  has(params: HasParams): boolean
}

/** The auth object of a signed-out request. */
export interface SignedOutAuth {
  tokenType: 'session_token'
  isAuthenticated: false
  userId: null
  sessionId: null
  sessionClaims: null
  /** `pending` when a user is signed in and must still complete a task. */
  sessionStatus: 'pending' | null
  actor: null
  orgId: null
  orgRole: null
  orgSlug: null
  orgPermissions: null
  factorVerificationAge: null
  getToken: GetToken
  has(params: HasParams): false
}

/** Options of `toAuth()`. */
export interface ToAuthOptions {
  /** Whether a session with the status `pending` counts as signed out. Default: `true`. */
  treatPendingAsSignedOut?: boolean | undefined
}

/** Whether the user must still complete a task of the session. */
export function isPending(claims: SessionClaims): boolean {
  return claims.sts === 'pending'
}

/** Makes the `toAuth()` of a session. A pending session is signed out, unless `treatPendingAsSignedOut` is `false`. */
export function unlessPending<T>(claims: SessionClaims, auth: () => T) {
  // Any value but `false`, such as `null`, counts as the default.
  return (options?: ToAuthOptions): T | SignedOutAuth =>
    options?.treatPendingAsSignedOut !== false && isPending(claims)
      ? signedOutAuth('pending')
      : auth()
}

export function signedInAuth(claims: SessionClaims, getToken: GetToken): SignedInAuth {
  const properties = sessionProperties(claims)
  return {
    tokenType: 'session_token',
    isAuthenticated: true,
    ...properties,
    getToken,
    has: (params) => has(properties, params),
  }
}

export function signedOutAuth(sessionStatus: 'pending' | null = null): SignedOutAuth {
  return {
    tokenType: 'session_token',
    isAuthenticated: false,
    // The fields of a signed-in auth object, all null.
    ...nulls(sessionProperties({} as SessionClaims)),
    sessionStatus,
    getToken: async () => null,
    has: () => false,
  }
}
