import { dropSecret } from '../core/secrets.ts'
import type { State } from '../state.ts'
import { forgetGrants } from './oauthGrants.ts'

/** Removes the API keys, tokens and OAuth grants of a user, an organization or a machine. */
export function forgetSubject(state: State, id: string): void {
  const removed = [
    ...state.apiKeys.deleteWhere('subject', id),
    ...state.m2mTokens.deleteWhere('subject', id),
    ...state.oauthTokens.deleteWhere('subject', id),
  ]
  for (const token of removed) dropSecret(state, token.id)
  forgetGrants(state, 'user_id', id)
}
