import { type HasParams, has } from '../has.ts'
import { type SessionProperties, sessionProperties } from '../sessionProperties.ts'
import type { SessionClaims } from '../token/decodeToken.ts'
import { nulls } from './nulls.ts'

/** Which token {@link SignedInAuth.getToken} returns. */
export interface GetTokenOptions {
  /** The name of a JWT template. */
  template?: string | undefined
  /** The lifetime of the new token, in seconds. */
  expiresInSeconds?: number | undefined
}

/** Returns a token of the session, or `null` when there is no session. */
export type GetToken = (options?: GetTokenOptions) => Promise<string | null>

/** A signed-in user. */
export interface SignedInAuth extends SessionProperties {
  tokenType: 'session_token'
  isAuthenticated: true
  /**
   * The session token as presented, or, when a template or a lifetime is named, a new one.
   *
   * `POST /sessions/{session_id}/tokens` and `POST /sessions/{session_id}/tokens/{template}`
   *
   * @throws {ClerkConfigError} when `template` is not a non-empty, well-formed string.
   * @throws {ClerkApiError} when the API refuses, such as `resource_not_found` when there is no such template.
   * @throws {ClerkNetworkError} when no response arrives.
   * @throws {ClerkResponseError} when the response has no token.
   */
  getToken: GetToken
  /** Whether all conditions hold for the user. Never throws; false when one cannot be decided. */
  has(params: HasParams): boolean
}

/** The auth object of a signed-out request. */
export interface SignedOutAuth {
  tokenType: 'session_token'
  isAuthenticated: false
  userId: null
  sessionId: null
  sessionClaims: null
  /** `pending` when a user is signed in who still has a task to do. */
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

/** How `toAuth()` treats a session with the status `pending`. */
export interface ToAuthOptions {
  /** Default: `true`. */
  treatPendingAsSignedOut?: boolean | undefined
}

/** Whether the session has a task left to do. */
export function isPending(claims: SessionClaims): boolean {
  return claims.sts === 'pending'
}

/** Makes the `toAuth()` of a session: signed out while the session is pending, unless its options say otherwise. */
export function unlessPending<T>(claims: SessionClaims, auth: () => T) {
  // Only `false` lets a pending session in, no other falsy value.
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
    // The keys of a session, all null.
    ...nulls(sessionProperties({} as SessionClaims)),
    sessionStatus,
    getToken: async () => null,
    has: () => false,
  }
}
