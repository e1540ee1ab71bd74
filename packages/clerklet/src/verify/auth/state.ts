import type { Context } from '../../core/context.ts'
import type { TokenVerificationReason } from '../errors.ts'
import type { SessionClaims } from '../token/decodeToken.ts'
import { sessionGetToken } from './getToken.ts'
import {
  type SignedInAuth,
  type SignedOutAuth,
  signedInAuth,
  signedOutAuth,
  type ToAuthOptions,
  unlessPending,
} from './sessionAuth.ts'

/** Why a request is not signed in. */
export type AuthReason =
  | TokenVerificationReason
  | 'session-token-missing'
  | 'session-token-and-uat-missing'
  | 'session-token-but-no-client-uat'
  | 'client-uat-but-no-session-token'
  | 'session-token-iat-before-client-uat'
  | 'session-token-iat-in-the-future'
  | 'session-token-nbf'
  | `session-token-expired-refresh-${string}`
  | 'dev-browser-missing'
  | 'dev-browser-sync'
  | 'satellite-needs-syncing'
  | 'primary-responds-to-syncing'
  | 'primary-domain-cross-origin-sync'
  | 'active-organization-mismatch'
  | 'token-type-mismatch'
  | 'unexpected-error'
  | (string & {})

/** What every state has. */
export interface StateBase {
  /** Append them to the response one by one: there may be several `set-cookie`. Redirect when there is a `location`. */
  readonly headers: Headers
  /** The decisions in the order they were taken, free of secrets. `state.trace.join('; ')` is a line for a log. */
  readonly trace: readonly string[]
}

/** The request carries a valid session token. */
export interface SignedInState extends StateBase {
  readonly status: 'signed-in'
  readonly tokenType: 'session_token'
  readonly isAuthenticated: true
  readonly reason: null
  readonly message: null
  /** The session token, as presented or as refreshed. */
  readonly token: string
  /** Its claims. */
  readonly payload: SessionClaims
  /** Who is signed in. A pending session counts as signed out unless told otherwise. */
  toAuth(options: { treatPendingAsSignedOut: false }): SignedInAuth
  toAuth(options?: ToAuthOptions): SignedInAuth | SignedOutAuth
}

/** The request is signed out, and `reason` tells why. */
export interface SignedOutState extends StateBase {
  readonly status: 'signed-out'
  readonly tokenType: 'session_token'
  readonly isAuthenticated: false
  readonly reason: AuthReason
  /** What happened, in a sentence; may be empty. Never a token, a cookie or a key. */
  readonly message: string
  readonly token: null
  readonly payload: null
  toAuth(): SignedOutAuth
}

/**
 * It is not known yet whether the browser is signed in: respond with status 307 and the headers of the state. The browser
 * returns from the Frontend API with the result.
 */
export interface HandshakeState extends StateBase {
  readonly status: 'handshake'
  readonly tokenType: 'session_token'
  readonly isAuthenticated: false
  readonly reason: AuthReason
  /** What happened, in a sentence; may be empty. Never a token, a cookie or a key. */
  readonly message: string
  readonly token: null
  readonly payload: null
  toAuth(): null
}

/** What a state is made from, besides what each has. */
export interface Outcome {
  reason?: string | undefined
  message?: string | undefined
  token?: string | undefined
  payload?: unknown
  headers?: [name: string, value: string][] | undefined
}

/** The implementation of all states. */
export class State {
  declare readonly status: 'signed-in' | 'signed-out' | 'handshake'
  declare readonly tokenType: string | null
  declare readonly isAuthenticated: boolean
  declare readonly reason: string | null
  declare readonly message: string | null
  declare readonly payload: unknown
  declare readonly trace: readonly string[]
  // Read-only, and not shown when a state is printed.
  readonly #headers: Headers
  // Private, so that printing a state prints no credential.
  readonly #outcome: Outcome
  readonly #auth: (options?: ToAuthOptions) => unknown

  constructor(
    status: State['status'],
    tokenType: string | null,
    trace: readonly string[],
    outcome: Outcome,
    auth: State['toAuth'],
  ) {
    const { reason = null, message = null, payload = null } = outcome
    this.status = status
    this.tokenType = tokenType
    this.isAuthenticated = status === 'signed-in'
    this.reason = reason
    this.message = message
    this.payload = payload
    this.trace = [...trace, reason ? `${status}: ${reason}` : status]
    this.#outcome = outcome
    this.#auth = auth
    this.#headers = stateHeaders(this, outcome.headers)
  }

  get token(): string | null {
    return this.#outcome.token ?? null
  }

  get headers(): Headers {
    return this.#headers
  }

  toAuth(options?: ToAuthOptions): unknown {
    return this.#auth(options)
  }
}

function stateHeaders(
  { status, reason, message }: Pick<State, 'status' | 'reason' | 'message'>,
  given: Outcome['headers'],
): Headers {
  const headers = new Headers(given)
  if (!reason) return headers
  for (const [name, value] of Object.entries({ status, reason, message })) {
    try {
      if (value) headers.set(`x-clerk-auth-${name}`, value)
    } catch {
      // A value that cannot be a header is left out: these three are for debugging.
    }
  }
  return headers
}

/** The state of a user who is signed in with this session token. */
export function signedIn(
  ctx: Context,
  trace: readonly string[],
  token: string,
  payload: SessionClaims,
  headers?: Outcome['headers'],
): SignedInState {
  // The class is loose where the interfaces, one for each status, are exact.
  return new State(
    'signed-in',
    'session_token',
    trace,
    { token, payload, headers },
    unlessPending(payload, () => signedInAuth(payload, sessionGetToken(ctx, token, payload.sid))),
  ) as unknown as SignedInState
}

export function signedOut(
  trace: readonly string[],
  reason: AuthReason,
  message = '',
  headers?: Outcome['headers'],
): SignedOutState {
  return new State('signed-out', 'session_token', trace, { reason, message, headers }, () =>
    signedOutAuth(),
  ) as unknown as SignedOutState
}

export function handshakeState(
  trace: readonly string[],
  reason: AuthReason,
  message: string,
  headers: Outcome['headers'],
): HandshakeState {
  return new State(
    'handshake',
    'session_token',
    trace,
    { reason, message, headers },
    () => null,
  ) as unknown as HandshakeState
}
