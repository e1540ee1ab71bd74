import type { OrganizationInvitation } from 'clerklet'
import type { State } from '../state.ts'

/** An invitation without what it copies from the organization and the inviter. `role` is the key as it was at the start. */
export interface StoredInvitation
  extends Omit<OrganizationInvitation, 'public_inviter_data' | 'public_organization_data'> {
  organization_id: string
  role_id: string
  expires_at: number
  redirect_url: string | null
}

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
