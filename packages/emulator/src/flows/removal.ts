import type { OrganizationMembership, User } from 'clerklet'
import { forgetPayer } from '../billing/removal.ts'
import { forgetImages } from '../core/images.ts'
import {
  forgetRole as forgetMappings,
  forgetOrganization as forgetOrganizationLinks,
} from '../enterprise/removal.ts'
import { forgetUser } from '../identity/users.ts'
import { forgetSubject } from '../machines/subjects.ts'
import { endMembership } from '../organizations/memberships.ts'
import { forgetMember, forgetOrganization } from '../organizations/removal.ts'
import { forgetRole } from '../organizations/roles.ts'
import type { StoredMembership, StoredOrganization, StoredRole } from '../organizations/store.ts'
import { forgetSessions, leaveOrganization } from '../sessions/sessions.ts'
import type { State } from '../state.ts'

/** Removes a user with everything that is theirs. */
export function removeUser(state: State, user: User): void {
  const { id } = user
  forgetMember(state, id)
  state.signInTokens.deleteWhere('user_id', id)
  state.signIns.deleteWhere('user_id', id)
  forgetSessions(state, id)
  forgetSubject(state, id)
  forgetImages(state, id)
  forgetPayer(state, id)
  forgetUser(state, user)
}

/** Removes an organization with everything that is its own. Sessions in which it is active go on without it. */
export function removeOrganization(state: State, organization: StoredOrganization): void {
  const { id } = organization
  for (const { user_id } of state.memberships.where('organization_id', id)) {
    leaveOrganization(state, user_id, id)
  }
  forgetOrganizationLinks(state, id)
  forgetSubject(state, id)
  forgetImages(state, id)
  forgetPayer(state, id)
  forgetOrganization(state, organization)
}

/** Ends a membership, and returns what it was. */
export function removeMembership(
  state: State,
  membership: StoredMembership,
): OrganizationMembership {
  const ended = endMembership(state, membership)
  leaveOrganization(state, membership.user_id, membership.organization_id)
  return ended
}

/** Removes a role that no member, invitation or role set depends on, and the mappings of groups to it. */
export function removeRole(state: State, role: StoredRole): void {
  forgetRole(state, role)
  forgetMappings(state, role.id)
}
