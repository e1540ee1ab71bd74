import { dropSecret } from '../core/secrets.ts'
import type { State } from '../state.ts'

/** Deactivates an organization in the sessions of a user who is no longer a member. */
export function leaveOrganization(state: State, userId: string, organizationId: string): void {
  for (const session of state.sessions.where('user_id', userId)) {
    if (session.last_active_organization_id === organizationId) {
      session.last_active_organization_id = null
    }
  }
}

/** Removes the sessions of a user. Their clients stay. */
export function forgetSessions(state: State, userId: string): void {
  for (const session of state.sessions.deleteWhere('user_id', userId)) {
    state.refreshed.delete(session.id)
    state.factorTimes.delete(session.id)
    dropSecret(state, session.id)
    const client = state.clients.get(session.client_id)
    if (client?.last_active_session_id === session.id) client.last_active_session_id = null
  }
}
