import { checkMember, organizationOf } from '../organizations/index.ts'
import type { State } from '../state.ts'
import { noteActivity } from './activity.ts'
import { closeSession, isLive, upToDate } from './sessions.ts'
import type { Session, StoredClient } from './store.ts'

/** The sessions of a client that have not ended. */
export function openSessions(state: State, client: StoredClient | undefined): Session[] {
  return state.sessions
    .where('client_id', client?.id ?? '')
    .filter((session) => isLive(upToDate(state, session)))
}

/** The current session of a client; undefined when signed out. */
export function currentSession(
  state: State,
  client: StoredClient | undefined,
): Session | undefined {
  const open = openSessions(state, client)
  return open.find(({ id }) => id === client?.last_active_session_id) ?? open.at(-1)
}

/** Ends sessions of a client. The browser detects the end of its session with the next handshake. */
export function endSessions(
  state: State,
  client: StoredClient,
  sessions: Session[],
  status: 'ended' | 'removed' | 'replaced',
): void {
  for (const session of sessions) closeSession(state, session, status)
  client.updated_at = state.clock.now()
  client.last_active_session_id = currentSession(state, client)?.id ?? null
}

/**
 * Makes a session the current one of a client, and activates the given organization.
 *
 * @throws {Refusal} as {@link chooseOrganization} does.
 */
export function useSession(
  state: State,
  client: StoredClient,
  session: Session,
  organization: string | undefined,
): void {
  if (organization !== undefined) {
    chooseOrganization(state, session, organization)
    client.updated_at = state.clock.now()
  }
  noteActivity(state, session)
  client.last_active_session_id = session.id
}

/**
 * Activates an organization for a session, by id or slug; an empty text activates none.
 *
 * @throws {Refusal} 404 when there is no such organization, 403 when the user is no member of the organization.
 */
export function chooseOrganization(state: State, session: Session, named: string): void {
  if (named) checkMember(state, organizationOf(state, named), session.user_id)
  activateOrganization(state, session, named)
}

/**
 * Activates an organization for a session, by id or slug; an empty text activates none. When the user is no member, nothing
 * changes: the next token contains the previous organization.
 */
export function activateOrganization(
  state: State,
  session: Session,
  named: string | undefined,
): void {
  if (named === undefined) return
  const organization = state.memberships
    .where('user_id', session.user_id)
    .map(({ organization_id }) => state.organizations.get(organization_id))
    .find((one) => one && (one.id === named || one.slug === named))
  if (named && !organization) return
  session.last_active_organization_id = organization?.id ?? null
}

/** Records the sign-in or the sign-up that a client has begun. */
export function beginAttempt(
  { clock }: State,
  client: StoredClient,
  attempt: { sign_in_id: string } | { sign_up_id: string },
): void {
  Object.assign(client, attempt, { updated_at: clock.now() })
}

/** Records that the sign-in or the sign-up of a client is complete, with its strategy. */
export function endAttempt(
  client: StoredClient,
  attempt: 'sign_in_id' | 'sign_up_id',
  strategy: string | null,
): void {
  client[attempt] = null
  client.last_authentication_strategy = strategy
}
