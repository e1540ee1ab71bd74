import { entry, notFound, Refusal } from './errors.ts'
import type { Session, State, StoredClient } from './state.ts'
import { userOf } from './users.ts'

const DAY = 86_400_000

/** The session with that id, its status brought up to date, or 404. */
export function sessionOf(state: State, id: string): Session {
  const session = state.sessions.get(id)
  if (!session) throw notFound(`No session was found with id ${id}`)
  return upToDate(state, session)
}

/** Ends a session whose time has come. */
export function upToDate({ clock }: State, session: Session): Session {
  const now = clock.now()
  if (session.status === 'active') {
    if (now >= session.expire_at) session.status = 'expired'
    else if (now >= session.abandon_at) session.status = 'abandoned'
  }
  return session
}

/** Signs a user in, on a new client unless one is given. */
export function addSession(
  state: State,
  userId: string,
  organizationId: string | null,
  on?: StoredClient,
): Session {
  const user = userOf(state, userId)
  if (user.banned)
    throw new Refusal(
      403,
      entry('user_banned', 'User is banned', 'The user is banned and cannot be signed in.'),
    )
  const now = state.clock.now()
  const client = on ?? addClient(state)
  const session = state.sessions.add({
    object: 'session',
    id: state.newId('sess'),
    client_id: client.id,
    user_id: userId,
    actor: null,
    status: 'active',
    last_active_organization_id: organizationId ?? state.nextOrganizations.get(userId) ?? null,
    last_active_at: now,
    expire_at: now + 7 * DAY,
    abandon_at: now + 30 * DAY,
    created_at: now,
    updated_at: now,
  })
  client.last_active_session_id = session.id
  client.updated_at = now
  user.last_sign_in_at = now
  user.last_active_at = now
  return session
}

export function addClient(state: State): StoredClient {
  const now = state.clock.now()
  return state.clients.add({
    id: state.newId('client'),
    created_at: now,
    updated_at: now,
    last_active_session_id: null,
  })
}

/** A client as the API sends it. */
export function clientOf(
  state: State,
  { id, created_at, updated_at, last_active_session_id }: StoredClient,
) {
  const sessions = state.sessions.where('client_id', id).map((one) => upToDate(state, one))
  return {
    object: 'client',
    id,
    session_ids: sessions.map((session) => session.id),
    sessions,
    sign_in_id: null,
    sign_up_id: null,
    last_active_session_id,
    last_authentication_strategy: null,
    updated_at,
    created_at,
  }
}
