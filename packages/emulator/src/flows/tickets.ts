import { entry, invalid, Refusal } from '../core/errors.ts'
import { inFull } from '../core/links.ts'
import { addSession, type Session, type StoredClient } from '../sessions/index.ts'
import type { State } from '../state.ts'
import type { StoredTicket } from './store.ts'

/** Reads a parameter in seconds, which must be more than 0. Returns `fallback` when the parameter is absent. */
export function secondsOf(
  name: string,
  value: number | null | undefined,
  fallback: number,
): number {
  if (value === null || value === undefined) return fallback
  if (value > 0) return value
  throw invalid(name, 'form_param_value_invalid', 'is invalid', `${name} must be more than 0.`)
}

/** Creates the ticket of a link that signs a user in or up. */
export function addTicket(
  state: State,
  {
    session_duration = null,
    organization_id = null,
    ...rest
  }: Pick<StoredTicket, 'type' | 'id' | 'expires_at'> & Partial<StoredTicket>,
): string {
  const ticket = state.newId('ticket').slice(7)
  state.tickets.set(ticket, { ...rest, session_duration, organization_id })
  return ticket
}

/** Makes the link of a ticket: `redirectUrl` with the ticket, else the path of the page that accepts tickets. */
export function ticketLink(ticket: string, redirectUrl?: string | null): string {
  if (!redirectUrl) return `/v1/tickets/accept?ticket=${ticket}`
  const url = new URL(redirectUrl)
  url.searchParams.set('__clerk_ticket', ticket)
  return url.href
}

/** The address of the page that accepts a ticket. */
export function ticketUrl(state: State, ticket: string): string {
  return inFull(state, ticketLink(ticket))
}

/** Signs in the user of a sign-in token, an actor token or an agent task. A ticket can be used once. */
export function redeemTicket(state: State, ticket: string, client?: StoredClient): Session {
  const found = state.tickets.get(ticket)
  if (!found || found.type === 'invitation') throw invalidTicket('is unknown')
  const { type, id, expires_at, session_duration, organization_id } = found
  const stored = {
    sign_in_token: () => state.signInTokens.get(id),
    actor_token: () => state.actorTokens.get(id),
    agent_task: () => state.agentTasks.get(id),
  }[type]()
  if (stored?.status !== 'pending') throw spent(type, stored?.status === 'revoked')
  if (state.clock.now() >= expires_at) {
    throw new Refusal(
      400,
      entry('ticket_expired_code', 'ticket has expired', 'The ticket cannot be used any more.'),
    )
  }
  if (type === 'agent_task' && !state.users.get(stored.user_id)) {
    throw new Refusal(
      404,
      entry(
        'agent_task_subject_not_found',
        'user not found',
        'The user of the agent task no longer exists. Please request a new one.',
      ),
    )
  }
  const session = addSession(state, stored.user_id, {
    client,
    organizationId: organization_id,
    duration: session_duration,
    actor: 'actor' in stored ? stored.actor : null,
  })
  stored.status = 'accepted'
  if ('updated_at' in stored) stored.updated_at = state.clock.now()
  return session
}

function spent(type: StoredTicket['type'], revoked: boolean): Refusal {
  if (type === 'agent_task') return invalidTicket('was used or revoked')
  const what = type.replaceAll('_', ' ')
  const how = revoked ? 'has been revoked' : 'has already been used'
  return new Refusal(
    400,
    entry(
      `${type}_${revoked ? 'revoked' : 'already_used'}_code`,
      `${what} ${how}`,
      'A ticket can be used once, unless it is revoked.',
    ),
  )
}

export function invalidTicket(why: string): Refusal {
  return new Refusal(400, entry('ticket_invalid_code', 'Invalid ticket', `The ticket ${why}.`))
}
