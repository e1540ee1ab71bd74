import { misconfigured } from '../instance/configuration.ts'
import { ACCEPTS_TOKEN } from '../instance/optionKinds.ts'
import {
  type MachineAuth,
  type UnauthenticatedMachineAuth,
  unauthenticatedMachineAuth,
} from './auth/machineAuth.ts'
import type { UnmatchedAuth } from './auth/machineState.ts'
import { type SignedInAuth, type SignedOutAuth, signedOutAuth } from './auth/sessionAuth.ts'
import { type AcceptsToken, accepts, isList, onlyMachine } from './options.ts'
import type { MachineTokenType, TokenType } from './token/kind.ts'

/** Any auth object: the result of `toAuth()`. */
export type Auth =
  | SignedInAuth
  | SignedOutAuth
  | MachineAuth
  | UnauthenticatedMachineAuth
  | UnmatchedAuth

/** The result of {@link selectAuth} for the accepted kinds of token. */
export type SelectedAuth<Accepts extends AcceptsToken> = Accepts extends 'any'
  ? Auth
  : Accepts extends readonly TokenType[]
    ? AuthOf<Accepts[number]> | UnmatchedAuth
    : Accepts extends TokenType
      ? AuthOf<Accepts>
      : never

type AuthOf<T extends TokenType> =
  | (Extract<T, 'session_token'> extends never ? never : SignedInAuth | SignedOutAuth)
  | MachineAuth<Extract<T, MachineTokenType>>
  | UnauthenticatedMachineAuth<Extract<T, MachineTokenType>>

/**
 * Narrows an auth object for a route that accepts fewer kinds of token than the middleware. Returns the same auth object when
 * its kind is accepted, otherwise an auth object that is not authenticated.
 *
 * @example
 * const state = await authenticateRequest(ctx, request, { acceptsToken: 'any' })
 * const { userId } = selectAuth(state.toAuth(), 'session_token')
 *
 * @throws {ClerkConfigError} when `acceptsToken` is not a kind of token, a list of kinds or `any`.
 */
export function selectAuth<const Accepts extends AcceptsToken = 'session_token'>(
  auth: Auth | null,
  acceptsToken?: Accepts,
): SelectedAuth<Accepts> {
  const accepted: AcceptsToken = acceptsToken ?? 'session_token'
  const { is, wanted } = ACCEPTS_TOKEN
  if (!is(accepted)) throw misconfigured('acceptsToken', 'not valid', wanted)
  // A cast, because TypeScript cannot tie the result to `Accepts`, as `SelectedAuth` does.
  return select(auth ?? signedOutAuth(), accepted) as SelectedAuth<Accepts>
}

function select(auth: Auth, accepted: AcceptsToken): Auth {
  if (accepted === 'any' || (auth.tokenType && accepts(accepted, auth.tokenType))) return auth
  if (isList(accepted)) return { tokenType: null, isAuthenticated: false }
  const only = onlyMachine(accepted)
  return only ? unauthenticatedMachineAuth(only) : signedOutAuth()
}
