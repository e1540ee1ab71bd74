import type { DeletedObject, OrganizationMembership, User } from 'clerklet'
import { forgetPayer } from '../billing/index.ts'
import { emit } from '../core/events.ts'
import { forgetImages } from '../core/images.ts'
import { forgetOrganizationLinks, forgetRoleMappings } from '../enterprise/index.ts'
import { forgetUser } from '../identity/index.ts'
import { forgetSubject } from '../machines/index.ts'
import {
  checkRoleUnused,
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

/**
 * Removes a user with their data, and returns the response of the API.
 *
 * Agent tasks and actor tokens of the user remain, but cannot start a session. The link of a pending agent task responds
 * with `agent_task_subject_not_found`. An actor token can still be revoked by its id.
 */
export function removeUser(state: State, user: User): DeletedObject {
  const { id, external_id } = user
  forgetMember(state, id)
  state.signInTokens.deleteWhere('user_id', id)
  state.signIns.deleteWhere('user_id', id)
  for (const session of state.sessions.where('user_id', id)) {
    state.reverifications.delete(session.id)
  }
  forgetSessions(state, id)
  forgetSubject(state, id)
  forgetImages(state, id)
  forgetPayer(state, id)
  forgetUser(state, user)
  const deleted = { object: 'user', id, deleted: true, ...(external_id && { external_id }) }
  emit(state, 'user.deleted', deleted)
  return deleted
}

/**
 * Removes an organization with its data. Its enterprise connections stay. Sessions with this active organization continue
 * without an active organization.
 */
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

/** Ends a membership, and returns its last state. */
export function removeMembership(
  state: State,
  membership: StoredMembership,
): OrganizationMembership {
  const ended = endMembership(state, membership)
  leaveOrganization(state, membership.user_id, membership.organization_id)
  return ended
}

/** Removes a role, and the mappings of groups to it. Refuses to remove a role that is in use. */
export function removeRole(state: State, role: StoredRole): void {
  checkRoleUnused(state, role)
  forgetRole(state, role)
  forgetRoleMappings(state, role.id)
}
