import { type StoredInvitation, sendInvitation as sendStored } from '../organizations/index.ts'
import type { State } from '../state.ts'

/** An invitation to an organization as browsers see it: without private metadata, and with the organization. */
export function sendInvitation(state: State, invitation: StoredInvitation) {
  const { private_metadata: _, ...sent } = sendStored(state, invitation, { withOrganization: true })
  return sent
}
