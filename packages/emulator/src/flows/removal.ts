import type { OrganizationMembership, User } from 'clerklet'
import { forgetPayer } from '../billing/index.ts'
import { forgetImages } from '../core/images.ts'
import { forgetOrganizationLinks, forgetRoleMappings } from '../enterprise/index.ts'
import { forgetUser } from '../identity/index.ts'
import { forgetSubject } from '../machines/index.ts'
import {
  endMembership,
  forgetMember,
  forgetOrganization,
  forgetRole,
  type StoredMembership,
  type StoredOrganization,
  type StoredRole,
} from '../organizations/index.ts'
import { forgetSessions, leaveOrganization } from '../sessions/index.ts'
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
  forgetRoleMappings(state, role.id)
}
