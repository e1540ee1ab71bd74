import {
  type MachineSignedInState,
  type MachineSignedOutState,
  machineSignedIn,
  machineSignedOut,
  type UnmatchedState,
  unmatched,
} from '../auth/machineState.ts'
import {
  type HandshakeState,
  handshakeState,
  type SignedInState,
  type SignedOutState,
  signedIn,
  signedOut,
} from '../auth/state.ts'
import type { Answer } from './decision.ts'
import { redirectTo } from './redirectTo.ts'
import type { Settings } from './settings.ts'

/** Makes the authentication state from the final result of a decision. */
export function answer(
  settings: Settings,
  decided: Answer,
  trace: readonly string[],
):
  | SignedInState
  | SignedOutState
  | HandshakeState
  | MachineSignedInState
  | MachineSignedOutState
  | UnmatchedState {
  switch (decided.kind) {
    case 'signedIn':
      return signedIn(settings, trace, decided.token, decided.claims, decided.headers)
    case 'signedOut':
      return signedOut(trace, decided.reason, decided.message, decided.headers)
    case 'handshake':
      return handshakeState(trace, decided.reason, decided.message, [
        ...redirectTo(decided.location),
        [
          'set-cookie',
          `__clerk_redirect_count=${decided.redirects}; SameSite=Lax; HttpOnly; Max-Age=2`,
        ],
      ])
    case 'machineSignedIn':
      return machineSignedIn(trace, decided.type, decided.payload, decided.token)
    case 'machineSignedOut':
      return machineSignedOut(trace, decided.type, decided.reason, decided.message)
    case 'unmatched':
      return unmatched(trace, decided.hasToken)
  }
}
