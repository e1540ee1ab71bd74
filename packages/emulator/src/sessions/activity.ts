import { noteUserActivity } from '../identity/index.ts'
import { noteOrganizationActivity } from '../organizations/index.ts'
import type { State } from '../state.ts'
import type { Session } from './store.ts'

/** Records activity of a session, of its user, and of its active organization. */
export function noteActivity(state: State, session: Session): void {
  session.last_active_at = state.clock.now()
  noteUserActivity(state, session.user_id)
  noteOrganizationActivity(state, session.last_active_organization_id ?? '')
}
