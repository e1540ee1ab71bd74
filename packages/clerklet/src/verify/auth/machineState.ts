import type { MachinePayloads } from '../machine/payloads.ts'
import type { MachineTokenType } from '../token/kind.ts'
import {
  type MachineAuth,
  machineAuth,
  type UnauthenticatedMachineAuth,
  unauthenticatedMachineAuth,
} from './machineAuth.ts'
import type { AuthReason } from './reasons.ts'
import { State, type StateBase } from './state.ts'

/** The request carries a valid machine token of the kind `T`. */
export interface MachineSignedInStateOf<T extends MachineTokenType> extends StateBase {
  readonly status: 'signed-in'
  readonly tokenType: T
  readonly isAuthenticated: true
  readonly reason: null
  readonly message: null
  /** The token as presented. */
  readonly token: string
  /** The verified payload, with the field names of the API. */
  readonly payload: MachinePayloads[T]
  toAuth(): MachineAuth<T>
}

/** The request carries no valid machine token of the kind `T`. */
export interface MachineSignedOutStateOf<T extends MachineTokenType> extends StateBase {
  readonly status: 'signed-out'
  readonly tokenType: T
  readonly isAuthenticated: false
  readonly reason: AuthReason
  /** Explains `reason` in a sentence; may be empty. Never contains a token, a cookie or a key. */
  readonly message: string
  readonly token: null
  readonly payload: null
  toAuth(): UnauthenticatedMachineAuth<T>
}

/** The request carries a valid machine token. A union with a member for each kind; narrow it by `tokenType`. */
export type MachineSignedInState<T extends MachineTokenType = MachineTokenType> = {
  [K in T]: MachineSignedInStateOf<K>
}[T]

/** The request carries no valid machine token. A union with a member for each kind; narrow it by `tokenType`. */
export type MachineSignedOutState<T extends MachineTokenType = MachineTokenType> = {
  [K in T]: MachineSignedOutStateOf<K>
}[T]

/** `acceptsToken` is a list, and the request carries no token of a listed kind. */
export interface UnmatchedState extends StateBase {
  readonly status: 'signed-out'
  readonly tokenType: null
  readonly isAuthenticated: false
  readonly reason: 'token-type-mismatch'
  readonly message: string
  readonly token: null
  readonly payload: null
  toAuth(): UnmatchedAuth
}

/** The auth object of a request without a token of a kind that `acceptsToken` lists. */
export interface UnmatchedAuth {
  tokenType: null
  isAuthenticated: false
}

export function machineSignedIn<T extends MachineTokenType>(
  trace: readonly string[],
  tokenType: T,
  payload: MachinePayloads[T],
  token: string,
): MachineSignedInState<T> {
  // A cast, because the class `State` implements all states.
  return new State('signed-in', tokenType, trace, { token, payload }, () =>
    machineAuth(tokenType, payload, token),
  ) as unknown as MachineSignedInState<T>
}

export function machineSignedOut<T extends MachineTokenType>(
  trace: readonly string[],
  tokenType: T,
  reason: AuthReason,
  message = '',
): MachineSignedOutState<T> {
  return new State('signed-out', tokenType, trace, { reason, message }, () =>
    unauthenticatedMachineAuth(tokenType),
  ) as unknown as MachineSignedOutState<T>
}

export function unmatched(trace: readonly string[], hasToken: boolean): UnmatchedState {
  return new State(
    'signed-out',
    null,
    trace,
    { reason: 'token-type-mismatch', message: '', hasToken },
    (): UnmatchedAuth => ({ tokenType: null, isAuthenticated: false }),
  ) as unknown as UnmatchedState
}
