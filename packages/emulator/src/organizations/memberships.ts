import type { OrganizationMembership } from 'clerklet'
import { checkSeats } from '../billing/index.ts'
import { entry, notFound, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import { checkSize, type MetadataChanges, mergeMetadata } from '../core/metadata.ts'
import type { SeatCount } from '../core/state.ts'
import { publicUserData } from '../identity/index.ts'
import type { State } from '../state.ts'
import { countPending } from './pendingInvitations.ts'
import { roleInSet, roleSetOf } from './roleSets.ts'
import { isCreatorEligible, permissionsOf, roleOf } from './roles.ts'
import { hasElevatedMember, sendOrganization } from './sendOrganization.ts'
import type { StoredMembership, StoredOrganization } from './store.ts'

/** The parameters of {@link addMembership}. */
export interface MembershipParams {
  user_id: string
  /** The key of a role, such as `org:member`. */
  role: string
  public_metadata?: Record<string, unknown> | null | undefined
  private_metadata?: Record<string, unknown> | null | undefined
}

/** The membership of a user in an organization; undefined when the user is not a member. */
export function findMembership(
  { memberships }: State,
  organizationId: string,
  userId: string,
): StoredMembership | undefined {
  // A user usually has fewer memberships than an organization, so the memberships of the user are searched.
  return memberships.where('user_id', userId).find((one) => one.organization_id === organizationId)
}

/** The membership of a user in an organization. Refuses with 404 when the user is not a member. */
export function membershipOf(
  state: State,
  organization: StoredOrganization,
  userId: string,
): StoredMembership {
  const membership = findMembership(state, organization.id, userId)
  if (!membership) throw notFound(`The user ${userId} is not a member of ${organization.id}`)
  return membership
}

/** Returns a membership as the API sends it. */
export function sendMembership(state: State, membership: StoredMembership): OrganizationMembership {
  const { organization_id, user_id, role_id, ...sent } = membership
  const organization = state.organizations.get(organization_id)
  const user = state.users.get(user_id)
  if (!organization || !user) throw new TypeError(`The owner of membership ${sent.id} is missing`)
  const role = roleOf(state, role_id)
  const permissions = permissionsOf(state, role).map(({ key }) => key)
  return {
    ...sent,
    role: role.key,
    role_name: role.name,
    // The API sends `null` for a role without permissions, unlike its specification.
    permissions: permissions.length ? permissions : null,
    organization: sendOrganization(state, organization),
    public_user_data: publicUserData(user),
  }
}

/**
 * Adds a member. Refuses the parameters that the API refuses. The organization becomes active in the next session of the user.
 */
export function addMembership(
  state: State,
  organization: StoredOrganization,
  { user_id, role, public_metadata, private_metadata }: MembershipParams,
): StoredMembership {
  const user = state.users.get(user_id)
  if (!user) throw notFound(`No user was found with id ${user_id}`)
  const { id: role_id } = roleInSet(state, roleSetOf(state, organization.role_set_id), role)
  if (findMembership(state, organization.id, user_id)) throw alreadyMember(user_id)
  checkSize('public_metadata', public_metadata)
  checkSize('private_metadata', private_metadata)
  checkQuota(state, organization, 1)
  const now = state.clock.now()
  const membership = state.memberships.add({
    id: state.newId('orgmem'),
    object: 'organization_membership',
    organization_id: organization.id,
    user_id,
    role_id,
    public_metadata: public_metadata ?? {},
    private_metadata: private_metadata ?? {},
    created_at: now,
    updated_at: now,
  })
  state.nextOrganizations.set(user_id, organization.id)
  emit(state, 'organizationMembership.created', sendMembership(state, membership))
  return membership
}

/** Changes the role of a member. Refuses a change after which no member has the permissions of a creator. */
export function changeMembership(
  state: State,
  organization: StoredOrganization,
  membership: StoredMembership,
  key: string,
): StoredMembership {
  const role = roleInSet(state, roleSetOf(state, organization.role_set_id), key)
  if (!isCreatorEligible(state, role)) checkDispensable(state, membership)
  state.memberships.set(membership, 'role_id', role.id)
  return touchMembership(state, membership)
}

/** Merges the given metadata fields. When a field becomes too large, no field is changed. */
export function mergeMembershipMetadata(
  state: State,
  membership: StoredMembership,
  changes: MetadataChanges,
): StoredMembership {
  mergeMetadata(membership, changes)
  return touchMembership(state, membership)
}

/** Records that a membership has changed, and emits `organizationMembership.updated`. */
export function touchMembership(state: State, membership: StoredMembership): StoredMembership {
  membership.updated_at = state.clock.now()
  emit(state, 'organizationMembership.updated', sendMembership(state, membership))
  return membership
}

/** Ends a membership, and returns its last state. Refuses to end the last membership with the permissions of a creator. */
export function endMembership(state: State, membership: StoredMembership): OrganizationMembership {
  checkDispensable(state, membership)
  return forgetMembership(state, membership)
}

/** Whether `more` members or invitations would exceed the limit of the organization. Pending invitations count. */
export function isFull(state: State, organization: StoredOrganization, more: number): boolean {
  const { id, max_allowed_memberships: max } = organization
  if (!max) return false
  return countSeats(state, id).taken + more > max
}

/** Counts the members of an organization, and the seats that they and the pending invitations take. */
export function countSeats(state: State, organizationId: string): SeatCount {
  const members = state.memberships.count('organization_id', organizationId)
  return { members, taken: members + countPending(state, organizationId) }
}

/** Refuses more members and invitations than the plan and the organization allow. */
export function checkQuota(state: State, organization: StoredOrganization, more: number): void {
  checkSeats(state, organization.id, countSeats(state, organization.id).taken + more)
  if (!isFull(state, organization, more)) return
  const max = organization.max_allowed_memberships
  throw new Refusal(
    403,
    entry(
      'organization_membership_quota_exceeded',
      'organization membership quota exceeded',
      `You have reached your limit of ${max} organization memberships, including outstanding invitations.`,
    ),
  )
}

/** The refusal for a user who is already a member. */
export function alreadyMember(who: string): Refusal {
  return new Refusal(
    400,
    entry(
      'already_a_member_in_organization',
      'already a member',
      `${who} is already a member of the organization.`,
    ),
  )
}

/** Removes a membership, and returns it as the API sends it. The member's sessions stay unchanged. */
export function forgetMembership(
  state: State,
  membership: StoredMembership,
): OrganizationMembership {
  const { id, organization_id, user_id } = membership
  const sent = sendMembership(state, membership)
  state.memberships.delete(id)
  if (state.nextOrganizations.get(user_id) === organization_id) {
    state.nextOrganizations.delete(user_id)
  }
  emit(state, 'organizationMembership.deleted', sent)
  return sent
}

/** Refuses a change after which no member has the permissions of a creator. */
function checkDispensable(state: State, { id, organization_id, role_id }: StoredMembership): void {
  if (
    isCreatorEligible(state, roleOf(state, role_id)) &&
    !hasElevatedMember(state, organization_id, id)
  ) {
    throw new Refusal(
      400,
      entry(
        'organization_minimum_permissions_needed',
        'minimum organization permissions needed',
        'There has to be at least one organization member with the minimum required permissions.',
      ),
    )
  }
}
