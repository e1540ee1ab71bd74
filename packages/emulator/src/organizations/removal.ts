import { emit } from '../core/events.ts'
import { release } from '../core/unique.ts'
import type { State } from '../state.ts'
import { forgetMembership } from './memberships.ts'
import { withdraw } from './organizationEnrollments.ts'
import type { StoredOrganization, StoredRole } from './store.ts'

/**
 * Ends the memberships of a user, and removes the suggestions for the user. Revokes the pending invitations that automatic
 * enrollment created for the user.
 */
export function forgetMember(state: State, userId: string): void {
  withdraw(state, 'user_id', userId)
  for (const membership of state.memberships.where('user_id', userId)) {
    forgetMembership(state, membership)
  }
  state.nextOrganizations.delete(userId)
}

/** Removes an organization with its memberships, invitations and domains. Other modules remove their own data. */
export function forgetOrganization(state: State, { id, slug }: StoredOrganization): void {
  for (const { user_id } of state.memberships.deleteWhere('organization_id', id)) {
    if (state.nextOrganizations.get(user_id) === id) state.nextOrganizations.delete(user_id)
  }
  state.organizationInvitations.deleteWhere('organization_id', id)
  state.organizationDomains.deleteWhere('organization_id', id)
  state.organizationEnrollments.deleteWhere('organization_id', id)
  release(state, 'organization_slug', slug)
  state.organizations.delete(id)
  emit(state, 'organization.deleted', { object: 'organization', id, slug, deleted: true })
}

/** Removes a role, also from the role sets. Other modules remove their own data. */
export function forgetRole(state: State, { id, key }: StoredRole): void {
  for (const set of state.roleSets) set.role_ids = set.role_ids.filter((one) => one !== id)
  release(state, 'role', key)
  state.roles.delete(id)
  emit(state, 'role.deleted', { object: 'role', id, deleted: true })
}
