import { entry, notFound, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import { findMembership } from './memberships.ts'
import { permissionsOf, roleOf } from './roles.ts'
import type { StoredMembership, StoredOrganization } from './store.ts'

/** Returns the membership of a user in an organization. Refuses a user who is not a member with 403. */
export function checkMember(
  state: State,
  organization: StoredOrganization,
  userId: string,
): StoredMembership {
  const membership = findMembership(state, organization.id, userId)
  if (membership) return membership
  throw new Refusal(
    403,
    entry(
      'not_a_member_in_organization',
      'not a member',
      `${userId} is not a member of the organization.`,
    ),
  )
}

/** Refuses a user who is not a member of an organization, or lacks a permission in the organization. */
export function checkPermission(
  state: State,
  organization: StoredOrganization,
  userId: string,
  permission: string,
): void {
  if (!state.users.get(userId)) throw notFound(`No user was found with id ${userId}`)
  const membership = checkMember(state, organization, userId)
  const keys = permissionsOf(state, roleOf(state, membership.role_id)).map(({ key }) => key)
  if (!keys.includes(permission)) {
    throw new Refusal(
      403,
      entry(
        'missing_organization_permission',
        'missing permission',
        `${userId} lacks an organization permission: ${permission}.`,
        { permissions: [permission] },
      ),
    )
  }
}
