import type { State } from '../state.ts'
import type { StoredInvitation } from './store.ts'

/** Whether an invitation can still be accepted. One whose time has come is noted as expired. */
export function isPending({ clock }: State, invitation: StoredInvitation): boolean {
  if (invitation.status === 'pending' && clock.now() >= invitation.expires_at) {
    invitation.status = 'expired'
  }
  return invitation.status === 'pending'
}

/** The invitations of an organization that can still be accepted. */
export function pendingOf(state: State, organizationId: string): StoredInvitation[] {
  return state.organizationInvitations
    .where('organization_id', organizationId)
    .filter((one) => isPending(state, one))
}

/** How many invitations of an organization can still be accepted. Counting changes none of them. */
export function countPending(
  { clock, organizationInvitations }: State,
  organizationId: string,
): number {
  return organizationInvitations
    .where('organization_id', organizationId)
    .filter(({ status, expires_at }) => status === 'pending' && clock.now() < expires_at).length
}
