import type { State } from '../state.ts'
import type { StoredInvitation } from './store.ts'

/** Whether an invitation can still be accepted. Marks the invitation as expired when its time is over. */
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

/** Counts the invitations of an organization that can still be accepted. Does not mark invitations as expired. */
export function countPending(
  { clock, organizationInvitations }: State,
  organizationId: string,
): number {
  return organizationInvitations
    .where('organization_id', organizationId)
    .filter(({ status, expires_at }) => status === 'pending' && clock.now() < expires_at).length
}
