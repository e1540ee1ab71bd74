import type { EmailAddress, PhoneNumber, User } from 'clerklet'
import { lacksSeats } from '../billing/index.ts'
import { statusOf } from '../identity/index.ts'
import type { State } from '../state.ts'
import { countSeats, findMembership, isFull } from './memberships.ts'
import { addInvitations, revokeInvitation } from './organizationInvitations.ts'
import { organizationOf, publicOrganizationData } from './organizations.ts'
import { isPending } from './pendingInvitations.ts'
import { roleSetOf } from './roleSets.ts'
import { roleOf } from './roles.ts'
import type { StoredEnrollment, StoredOrganizationDomain } from './store.ts'

/** Whether the affiliation of a domain with its organization is verified. */
export function isVerified({
  affiliation_verification,
}: Pick<StoredOrganizationDomain, 'affiliation_verification'>): boolean {
  return affiliation_verification?.status === 'verified'
}

/** Creates the invitations and suggestions for a user from the domains of their verified addresses. */
export function enroll(
  state: State,
  user: User,
  contacts: readonly (EmailAddress | PhoneNumber)[] = user.email_addresses,
): void {
  for (const contact of contacts) {
    if (contact.object !== 'email_address' || statusOf(contact) !== 'verified') continue
    for (const domain of state.organizationDomains.where('name', domainOf(contact))) {
      if (isAutomatic(state, domain)) enrollBy(state, domain, user, contact)
    }
  }
}

/** Creates the invitations and suggestions of a domain for all users with a verified address in the domain. */
export function enrollAll(state: State, domain: StoredOrganizationDomain): void {
  if (!isAutomatic(state, domain)) return
  const addressOf = (user: User) =>
    user.email_addresses.find(
      (one) => domainOf(one) === domain.name && statusOf(one) === 'verified',
    )
  for (const user of state.users.oldest(undefined, (one) => addressOf(one) !== undefined)) {
    const address = addressOf(user)
    if (address) enrollBy(state, domain, user, address)
  }
}

/** Removes the suggestions of a domain or for a user, and revokes the pending invitations that automatic enrollment created. */
export function withdraw(
  state: State,
  field: 'organization_domain_id' | 'user_id',
  id: string,
): void {
  for (const { invitation_id } of state.organizationEnrollments.deleteWhere(field, id)) {
    const invitation = state.organizationInvitations.get(invitation_id ?? '')
    if (invitation && isPending(state, invitation)) revokeInvitation(state, invitation)
  }
}

/** The suggestions to a user to join organizations of which the user is not yet a member. */
export function suggestionsTo(state: State, userId: string): StoredEnrollment[] {
  return state.organizationEnrollments
    .where('user_id', userId)
    .filter((one) => one.invitation_id === null && isOpen(state, one))
}

/** Returns a suggestion as browsers see it. A suggestion is pending until the user is a member. */
export function sendSuggestion(
  state: State,
  { id, organization_id, created_at }: StoredEnrollment,
) {
  return {
    object: 'organization_suggestion',
    id,
    public_organization_data: publicOrganizationData(organizationOf(state, organization_id)),
    status: 'pending',
    created_at,
    updated_at: created_at,
  }
}

/** The numbers of pending invitations and open suggestions from a domain. */
export function pendingByDomain(state: State, domainId: string) {
  const all = state.organizationEnrollments.where('organization_domain_id', domainId)
  const suggestions = all.filter((one) => one.invitation_id === null && isOpen(state, one))
  const invitations = all.filter(({ invitation_id }) => {
    const invitation = state.organizationInvitations.get(invitation_id ?? '')
    return invitation && isPending(state, invitation)
  })
  return {
    total_pending_invitations: invitations.length,
    total_pending_suggestions: suggestions.length,
  }
}

function isOpen(state: State, { organization_id, user_id }: StoredEnrollment): boolean {
  return !findMembership(state, organization_id, user_id)
}

function isAutomatic({ settings }: State, domain: StoredOrganizationDomain): boolean {
  const { enabled, domains_enabled } = settings.organizations
  const automatic = domain.enrollment_mode.startsWith('automatic')
  return enabled && domains_enabled && automatic && isVerified(domain)
}

function domainOf({ email_address }: EmailAddress): string {
  return email_address.slice(email_address.lastIndexOf('@') + 1)
}

/**
 * Creates an invitation or a suggestion, unless the user is a member or already has an invitation or suggestion of the domain.
 * An invitation is created only when a seat is free and the address has no pending invitation to the organization.
 */
function enrollBy(
  state: State,
  domain: StoredOrganizationDomain,
  user: User,
  { email_address }: EmailAddress,
): void {
  const organization = state.organizations.get(domain.organization_id)
  const before = state.organizationEnrollments.where('user_id', user.id)
  if (!organization || findMembership(state, organization.id, user.id)) return
  if (before.some(({ organization_domain_id }) => organization_domain_id === domain.id)) return
  let invitation_id: string | null = null
  if (domain.enrollment_mode === 'automatic_invitation') {
    const invited = state.organizationInvitations
      .where('email_address', email_address)
      .some((one) => one.organization_id === organization.id && isPending(state, one))
    if (invited || isFull(state, organization, 1)) return
    if (lacksSeats(state, organization.id, countSeats(state, organization.id).taken + 1)) return
    const set = roleSetOf(state, organization.role_set_id)
    const role = roleOf(state, set.default_role_id).key
    const [made] = addInvitations(state, organization, [{ email_address, role, notify: false }])
    invitation_id = made?.id ?? null
  }
  state.organizationEnrollments.add({
    id: state.newId('orgenr'),
    organization_domain_id: domain.id,
    organization_id: organization.id,
    user_id: user.id,
    invitation_id,
    created_at: state.clock.now(),
  })
}
