import type { ActorToken, SignInToken } from 'clerklet'
import { entry, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import type { StoredTicket } from './store.ts'
import { addTicket } from './tickets.ts'

/**
 * Creates a ticket, and the fields that sign-in tokens and actor tokens share. Only the response to the creation contains the
 * ticket.
 */
export function issueTicket(
  state: State,
  type: 'sign_in_token' | 'actor_token',
  prefix: string,
  lifetime: number,
  options: Partial<StoredTicket>,
) {
  const now = state.clock.now()
  const id = state.newId(prefix)
  const ticket = addTicket(state, { ...options, type, id, expires_at: now + lifetime * 1000 })
  return { ticket, common: { id, status: 'pending' as const, created_at: now, updated_at: now } }
}

/** Revokes a token. Refuses a token that is not pending. */
export function revokeToken<T extends SignInToken | ActorToken>(
  state: State,
  token: T,
  title: string,
  code: string,
): T {
  if (token.status !== 'pending') {
    throw new Refusal(
      400,
      entry(
        code,
        'cannot revoke',
        `${title} cannot be revoked because its status is ${token.status}. Only pending tokens can be revoked.`,
      ),
    )
  }
  token.status = 'revoked'
  token.updated_at = state.clock.now()
  return token
}
