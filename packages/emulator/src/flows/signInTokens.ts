import type { SignInToken } from 'clerklet'
import { notFound } from '../core/errors.ts'
import { userOf } from '../identity/index.ts'
import { checkMembership } from '../sessions/index.ts'
import type { State } from '../state.ts'
import { secondsOf } from './tickets.ts'
import { issueTicket, revokeToken } from './ticketTokens.ts'

const MONTH = 2_592_000

/** The parameters of {@link addSignInToken}. */
export interface SignInTokenParams {
  user_id: string
  /** The organization that is active in the session. */
  org_id?: string | null
  expires_in_seconds?: number | null
}

/** Returns the sign-in token with the given id. Refuses an unknown id with 404. */
export function signInTokenOf({ signInTokens }: State, id: string): SignInToken {
  const token = signInTokens.get(id)
  if (!token) throw notFound(`No sign-in token was found with id ${id}`)
  return token
}

/** Creates a token and its ticket, with which a user signs in once. */
export function addSignInToken(
  state: State,
  params: SignInTokenParams,
): { signInToken: SignInToken; ticket: string } {
  const { user_id, org_id: organization_id = null, expires_in_seconds } = params
  userOf(state, user_id)
  checkMembership(state, user_id, organization_id)
  const lifetime = secondsOf('expires_in_seconds', expires_in_seconds, MONTH)
  const { ticket, common } = issueTicket(state, 'sign_in_token', 'sit', lifetime, {
    organization_id,
  })
  const signInToken = state.signInTokens.add({ object: 'sign_in_token', user_id, ...common })
  return { signInToken, ticket }
}

/** Revokes a sign-in token. Refuses a token that is not pending. */
export function revokeSignInToken(state: State, token: SignInToken): SignInToken {
  return revokeToken(state, token, 'Sign in token', 'sign_in_token_cannot_be_revoked_code')
}
