import type { User } from 'clerklet'
import { entry, notFound, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import { checkMaySignIn, isCompromised, noteSignIn, userOf } from '../identity/index.ts'
import type { State } from '../state.ts'
import { noteActivity } from './activity.ts'
import type { Session, StoredClient } from './store.ts'

const DAY = 86_400_000

/** The options of {@link addSession}. */
export interface SessionOptions {
  /** Default: a new id. */
  id?: string | undefined
  /** The active organization; `null` means none. Default: the organization that the user joined last. */
  organizationId?: string | null | undefined
  /** Default: a new client. */
  client?: StoredClient | undefined
  /** The person who acts as the user. */
  actor?: Record<string, unknown> | null | undefined
  /** The maximum duration in seconds. Default: 7 days. */
  duration?: number | null | undefined
}

/** Returns the session with an id, with its status at the current time. Refuses an unknown id with 404. */
export function sessionOf(state: State, id: string): Session {
  const session = state.sessions.get(id)
  if (!session) throw notFound(`No session was found with id ${id}`)
  return upToDate(state, session)
}

/** Whether a session has not ended: it is active, or pending until its tasks are complete. */
export function isLive({ status }: Session): boolean {
  return status === 'active' || status === 'pending'
}

/** Marks a session as expired or abandoned when its time is over, and returns the session. */
export function upToDate({ clock }: State, session: Session): Session {
  const now = clock.now()
  if (isLive(session)) {
    if (now >= session.expire_at) session.status = 'expired'
    else if (now >= session.abandon_at) session.status = 'abandoned'
  }
  return session
}

/** Signs a user in. The session is pending when the user must first replace a compromised password. */
export function addSession(state: State, userId: string, options: SessionOptions = {}): Session {
  const user = userOf(state, userId)
  checkMaySignIn(user)
  const tasks = isCompromised(state, user) ? [{ key: 'reset-password' }] : null
  const session = newSession(state, user, options, tasks)
  noteSignIn(state, user)
  noteActivity(state, session)
  emitSession(state, tasks ? 'pending' : 'created', session)
  return session
}

function newSession(
  state: State,
  user: User,
  {
    id,
    organizationId = state.nextOrganizations.get(user.id) ?? null,
    client = addClient(state),
    actor = null,
    duration,
  }: SessionOptions,
  tasks: Session['tasks'],
): Session {
  checkMembership(state, user.id, organizationId)
  const now = state.clock.now()
  const session = state.sessions.add({
    object: 'session',
    id: id ?? state.newId('sess'),
    client_id: client.id,
    user_id: user.id,
    actor,
    status: tasks ? 'pending' : 'active',
    last_active_organization_id: organizationId,
    last_active_at: now,
    expire_at: now + (duration ? duration * 1000 : 7 * DAY),
    abandon_at: now + 30 * DAY,
    tasks,
    created_at: now,
    updated_at: now,
  })
  client.last_active_session_id = session.id
  client.updated_at = now
  return session
}

/** A session in a seed. */
export interface SessionSeed {
  /** Default: a new id. */
  id?: string | undefined
  user_id: string
  /** Default: `active`, or `pending` with tasks. */
  status?: Session['status'] | undefined
  active_organization_id?: string | null | undefined
  /** The person who acts as the user: at least `sub`. */
  actor?: Record<string, unknown> | undefined
  /** Seconds until the session expires. Default: 7 days. */
  expires_in_seconds?: number | undefined
  /** The tasks to complete before the session is active, such as `choose-organization`. */
  tasks?: readonly string[] | undefined
}

/** Adds a session of a seed, even when the user may not sign in. Emits no event. */
export function addSeedSession(state: State, seed: SessionSeed): Session {
  const tasks = seed.tasks?.length ? seed.tasks.map((key) => ({ key })) : null
  const options = {
    id: seed.id,
    organizationId: seed.active_organization_id,
    actor: seed.actor,
    duration: seed.expires_in_seconds,
  }
  const session = newSession(state, userOf(state, seed.user_id), options, tasks)
  if (seed.status) session.status = seed.status
  return session
}

export function checkMembership(state: State, userId: string, organizationId: string | null): void {
  if (organizationId === null) return
  const memberships = state.memberships.where('user_id', userId)
  if (!memberships.some((one) => one.organization_id === organizationId)) {
    throw new Refusal(
      404,
      entry(
        'organization_not_found_or_unauthorized',
        'not found or unauthorized',
        `There is no organization ${organizationId}, or the user is not a member of it.`,
      ),
    )
  }
}

export function addClient(state: State): StoredClient {
  const now = state.clock.now()
  return state.clients.add({
    id: state.newId('client'),
    created_at: now,
    updated_at: now,
    last_active_session_id: null,
    sign_in_id: null,
    sign_up_id: null,
    last_authentication_strategy: null,
  })
}

/** Ends a session with the given status. A session that has ended already stays unchanged. */
export function closeSession(
  state: State,
  session: Session,
  status: 'ended' | 'removed' | 'replaced' | 'revoked',
): Session {
  if (!isLive(upToDate(state, session))) return session
  session.status = status
  session.updated_at = state.clock.now()
  const client = state.clients.get(session.client_id)
  if (client?.last_active_session_id === session.id) client.last_active_session_id = null
  if (status !== 'replaced') emitSession(state, status, session)
  return session
}

/** Revokes the sessions of a user that have not ended. */
export function revokeSessions(state: State, userId: string): void {
  for (const session of state.sessions.where('user_id', userId)) {
    closeSession(state, session, 'revoked')
  }
}

/** Completes a task in the sessions of a user. Sessions without further tasks become active. */
export function completeTask(state: State, userId: string, key: string): void {
  for (const session of state.sessions.where('user_id', userId)) {
    if (upToDate(state, session).status !== 'pending') continue
    const left = (session.tasks ?? []).filter((task) => task.key !== key)
    session.tasks = left.length ? left : null
    if (left.length) continue
    session.status = 'active'
    session.updated_at = state.clock.now()
    emitSession(state, 'created', session)
  }
}

function emitSession(state: State, what: string, { tasks, ...session }: Session): void {
  // Webhook events do not contain the tasks.
  emit(state, `session.${what}`, { ...session, user: userOf(state, session.user_id) })
}

/** Returns a client as the API sends it. */
export function sendClient(state: State, { id, ...client }: StoredClient) {
  const sessions = state.sessions.where('client_id', id).map((one) => upToDate(state, one))
  return {
    object: 'client',
    id,
    session_ids: sessions.map((session) => session.id),
    sessions,
    ...client,
  }
}
