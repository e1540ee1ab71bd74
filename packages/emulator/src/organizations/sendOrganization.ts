import type { Organization } from 'clerklet'
import type { State } from '../state.ts'
import { pendingOf } from './pendingInvitations.ts'
import { roleSetOf } from './roleSets.ts'
import { isCreatorEligible } from './roles.ts'
import type { StoredOrganization } from './store.ts'

/** The fields of an organization that the API sends only on request. */
export interface OrganizationExtras {
  include_members_count?: boolean | undefined
  include_missing_member_with_elevated_permissions?: boolean | undefined
}

/** Returns an organization as the API sends it. */
export function sendOrganization(
  state: State,
  organization: StoredOrganization,
  extras: OrganizationExtras = {},
): Organization {
  const { role_set_id, ...sent } = organization
  return {
    ...sent,
    role_set_key: roleSetOf(state, role_set_id).key,
    pending_invitations_count: pendingOf(state, sent.id).length,
    ...(extras.include_members_count && {
      members_count: state.memberships.count('organization_id', sent.id),
    }),
    ...(extras.include_missing_member_with_elevated_permissions && {
      missing_member_with_elevated_permissions: !hasElevatedMember(state, sent.id),
    }),
  }
}

/** Whether a member has the permissions of a creator. The membership `leavingId` does not count. */
export function hasElevatedMember(
  state: State,
  organizationId: string,
  leavingId?: string,
): boolean {
  const elevated = new Set(
    [...state.roles].filter((role) => isCreatorEligible(state, role)).map(({ id }) => id),
  )
  return state.memberships
    .where('organization_id', organizationId)
    .some(({ id, role_id }) => id !== leavingId && elevated.has(role_id))
}
