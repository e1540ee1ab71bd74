import type { State } from '../state.ts'
import type { Session } from './store.ts'

/** Notes that somebody is there: in a session, as its user, and in its active organization. */
export function noteActivity({ clock, users, organizations }: State, session: Session): void {
  const now = clock.now()
  session.last_active_at = now
  const user = users.get(session.user_id)
  if (user) user.last_active_at = now
  const organization = organizations.get(session.last_active_organization_id ?? '')
  if (organization) organization.last_active_at = now
}
