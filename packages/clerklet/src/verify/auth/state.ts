import type { Context } from '../../core/context.ts'
import type { SessionClaims } from '../token/decodeToken.ts'
import { sessionGetToken } from './getToken.ts'
import { type AuthReason, refusalFor } from './reasons.ts'
import type { RefusalInit } from './refusalResponse.ts'
import {
  isPending,
  type SignedInAuth,
  type SignedOutAuth,
  signedInAuth,
  signedOutAuth,
  type ToAuthOptions,
  unlessPending,
} from './sessionAuth.ts'
import { toResponse } from './toResponse.ts'

/** The fields that all states share. */
export interface StateBase {
  /** Headers to append to a response one by one: several may be `set-cookie`. With a `location`, respond with `toResponse()`. */
  readonly headers: Headers
  /** The decisions that led to the state, in their order and without secrets. `state.trace.join('; ')` is a line for a log. */
  readonly trace: readonly string[]
  /**
   * Makes the response to a request that is not allowed to continue; its status is never 2xx. It contains the headers of the
   * state and of `init`, and `Cache-Control: no-store`.
   *
   * | state | response |
   * |---|---|
   * | with a `location` among its headers, such as a handshake | 307 |
   * | signed out | 401, with `WWW-Authenticate: Bearer`, and `error="invalid_token"` when a token is refused |
   * | signed out by an outage, such as keys that cannot be loaded or a refused secret key | 503, with `Retry-After` in seconds |
   * | signed in, with a pending session | 401 `session-pending` |
   * | signed in | 403 `forbidden`, for a user who lacks a permission |
   *
   * The body is `{ "reason", "message" }`, except with 307. The message is one sentence for each reason: details of the
   * request, and advice for the operator, are in `state.message` and `state.trace` only.
   *
   * @example
   * const auth = state.toAuth()
   * if (!auth?.isAuthenticated) return state.toResponse()
   *
   * @throws {ClerkConfigError} when `init.headers` has a name or a value that cannot be sent.
   */
  toResponse(init?: RefusalInit): Response
}

/** The request is signed in. The session may be pending: decide access by `toAuth()`. */
export interface SignedInState extends StateBase {
  readonly status: 'signed-in'
  readonly tokenType: 'session_token'
  readonly isAuthenticated: true
  readonly reason: null
  readonly message: null
  /** The session token, as presented or as refreshed. */
  readonly token: string
  /** The verified claims of the token. */
  readonly payload: SessionClaims
  /** Makes the auth object. A pending session counts as signed out, unless `treatPendingAsSignedOut` is `false`. */
  toAuth(options: { treatPendingAsSignedOut: false }): SignedInAuth
  toAuth(options?: ToAuthOptions): SignedInAuth | SignedOutAuth
}

/** The request is signed out. `reason` is the cause. */
export interface SignedOutState extends StateBase {
  readonly status: 'signed-out'
  readonly tokenType: 'session_token'
  readonly isAuthenticated: false
  readonly reason: AuthReason
  /** Explains `reason` in a sentence; may be empty. Never contains a token, a cookie or a key. */
  readonly message: string
  readonly token: null
  readonly payload: null
  toAuth(): SignedOutAuth
}

/**
 * The browser must be redirected: respond with `toResponse()`. The Frontend API decides whether the browser is signed in, and
 * redirects it back with the result. In development, satellites and their primary application also redirect the browser to each
 * other.
 */
export interface HandshakeState extends StateBase {
  readonly status: 'handshake'
  readonly tokenType: 'session_token'
  readonly isAuthenticated: false
  readonly reason: AuthReason
  /** Explains `reason` in a sentence; may be empty. Never contains a token, a cookie or a key. */
  readonly message: string
  readonly token: null
  readonly payload: null
  toAuth(): null
}

/** The parts of a state that only some states have. */
export interface Outcome {
  reason?: string | undefined
  message?: string | undefined
  token?: string | undefined
  payload?: unknown
  headers?: [name: string, value: string][] | undefined
  /** Whether the user must still complete a task of the session. Default: `false`. */
  isPending?: boolean | undefined
  /** `false` when a refused request carried no token. Its 401 then has no `error="invalid_token"`. Default: `true`. */
  hasToken?: boolean | undefined
}

/** Ends the trace of a pending session. Lists all possible tasks, because session tokens do not name the task. */
const PENDING =
  'session-pending, one of the tasks choose-organization, reset-password, setup-mfa is left to do'

/** The implementation of all states. */
export class State {
  declare readonly status: 'signed-in' | 'signed-out' | 'handshake'
  declare readonly tokenType: string | null
  declare readonly isAuthenticated: boolean
  declare readonly reason: string | null
  declare readonly message: string | null
  declare readonly payload: unknown
  declare readonly trace: readonly string[]
  // Private, so that the field is read-only and printing a state does not show the headers.
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
    const { reason = null, message = null, payload = null, isPending = false } = outcome
    this.status = status
    this.tokenType = tokenType
    this.isAuthenticated = status === 'signed-in'
    this.reason = reason
    this.message = message
    this.payload = payload
    const detail = isPending ? PENDING : reason
    this.trace = [...trace, detail ? `${status}: ${detail}` : status]
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

  toResponse(init?: RefusalInit): Response {
    const { reason, headers } = this
    const { isPending = false, hasToken = true } = this.#outcome
    return toResponse({ reason, headers, isPending, hasToken }, init)
  }
}

function stateHeaders(
  state: Pick<State, 'status' | 'reason' | 'message'>,
  given: Outcome['headers'],
): Headers {
  const headers = new Headers(given)
  const { status, reason } = state
  if (!reason) return headers
  // Sends the fixed sentence of the reason: `state.message` may quote the request and advise the operator.
  const message = state.message && refusalFor(reason).message
  for (const [name, value] of Object.entries({ status, reason, message })) {
    try {
      if (value) headers.set(`x-clerk-auth-${name}`, value)
    } catch {
      // The `x-clerk-auth-` headers are for debugging. A value that is not a valid header is left out.
    }
  }
  return headers
}

/** Makes the state of a user who is signed in with the session token `token`. */
export function signedIn(
  ctx: Context,
  trace: readonly string[],
  token: string,
  payload: SessionClaims,
  headers?: Outcome['headers'],
): SignedInState {
  // A cast, because the class `State` implements all states.
  return new State(
    'signed-in',
    'session_token',
    trace,
    { token, payload, headers, isPending: isPending(payload) },
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
