import type { ActorToken } from 'clerklet'
import { invalid, notFound } from '../core/errors.ts'
import type { State } from '../state.ts'
import { secondsOf } from './tickets.ts'
import { issueTicket, revokeToken } from './ticketTokens.ts'

const HOUR = 3600
const HALF_HOUR = 1800

/** The parameters of {@link addActorToken}. */
export interface ActorTokenParams {
  user_id: string
  /** The person who signs in as the user: their id as `sub`, and claims that the application adds. */
  actor: Record<string, unknown>
  expires_in_seconds?: number
  session_max_duration_in_seconds?: number
}

/** Returns the actor token with the given id. Refuses an unknown id with 404. */
export function actorTokenOf({ actorTokens }: State, id: string): ActorToken {
  const token = actorTokens.get(id)
  if (!token) throw notFound(`No actor token was found with id ${id}`)
  return token
}

/** Creates a token and its ticket, with which an actor signs in once as a user. */
export function addActorToken(
  state: State,
  params: ActorTokenParams,
): { actorToken: ActorToken; ticket: string } {
  const { user_id, actor, expires_in_seconds, session_max_duration_in_seconds } = params
  if (typeof actor.sub !== 'string' || !actor.sub) {
    throw invalid('actor', 'form_param_missing', 'is missing', 'actor.sub must be included.')
  }
  if (!state.users.get(user_id)) {
    throw invalid(
      'user_id',
      'form_resource_not_found',
      'is missing',
      'The resource associated with the supplied user_id was not found.',
    )
  }
  const lifetime = secondsOf('expires_in_seconds', expires_in_seconds, HOUR)
  const session_duration = secondsOf(
    'session_max_duration_in_seconds',
    session_max_duration_in_seconds,
    HALF_HOUR,
  )
  const { ticket, common } = issueTicket(state, 'actor_token', 'act', lifetime, {
    session_duration,
  })
  const actorToken = state.actorTokens.add({ object: 'actor_token', user_id, actor, ...common })
  return { actorToken, ticket }
}

/** Revokes an actor token. Refuses a token that is not pending. */
export function revokeActorToken(state: State, token: ActorToken): ActorToken {
  return revokeToken(state, token, 'Actor token', 'actor_token_cannot_be_revoked_code')
}
