import { type SessionProperties, sessionProperties } from '../sessionProperties.ts'
import type { SessionClaims } from '../token/decodeToken.ts'
import { isPending, type SignedOutAuth, type ToAuthOptions, unlessPending } from './sessionAuth.ts'
import { type SignedInState, State } from './state.ts'

/** A signed-in user as plain data. `has(auth, …)` checks roles, permissions, features and plans. */
export interface HeaderAuth extends SessionProperties {
  tokenType: 'session_token'
  isAuthenticated: true
}

/** The `Authorization` header carries a valid session token. */
export interface HeaderSignedInState extends Omit<SignedInState, 'toAuth'> {
  /** Makes the auth object. A pending session counts as signed out, unless `treatPendingAsSignedOut` is `false`. */
  toAuth(options: { treatPendingAsSignedOut: false }): HeaderAuth
  toAuth(options?: ToAuthOptions): HeaderAuth | SignedOutAuth
}

export function headerSignedIn(
  trace: readonly string[],
  token: string,
  payload: SessionClaims,
): HeaderSignedInState {
  // A cast, because the class `State` implements all states.
  return new State(
    'signed-in',
    'session_token',
    trace,
    { token, payload, isPending: isPending(payload) },
    unlessPending(
      payload,
      (): HeaderAuth => ({
        tokenType: 'session_token',
        isAuthenticated: true,
        ...sessionProperties(payload),
      }),
    ),
  ) as unknown as HeaderSignedInState
}
