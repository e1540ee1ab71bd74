import type { CreateOrganizationInvitationParams, OrganizationInvitation, User } from 'clerklet'
import { entry, notFound, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import { inFull } from '../core/links.ts'
import { checkSize } from '../core/metadata.ts'
import { checkRange, checkUrl } from '../core/params.ts'
import { ownerOfIdentifier, parseEmailAddress, publicUserData } from '../identity/index.ts'
import { sendEmail } from '../messages/index.ts'
import type { State } from '../state.ts'
import { checkPermission } from './memberPermissions.ts'
import { addMembership, alreadyMember, checkQuota, findMembership } from './memberships.ts'
import { publicOrganizationData } from './organizations.ts'
import { isPending, pendingOf } from './pendingInvitations.ts'
import { roleInSet, roleSetOf } from './roleSets.ts'
import { roleOf } from './roles.ts'
import type { StoredInvitation, StoredMembership, StoredOrganization } from './store.ts'

const DAY = 86_400_000

/** The permission to create and revoke invitations. */
export const INVITES = 'org:sys_memberships:manage'

/** Returns the invitation with the given id. Refuses an unknown id, or an invitation to another organization, with 404. */
export function invitationOf(
  state: State,
  organization: StoredOrganization,
  id: string,
): StoredInvitation {
  const invitation = state.organizationInvitations.get(id)
  if (invitation?.organization_id !== organization.id) {
    throw notFound(`No invitation to ${organization.id} was found with id ${id}`)
  }
  return invitation
}

/** The invitations to a user's addresses. */
export function invitationsTo(
  { organizationInvitations }: State,
  { email_addresses }: User,
): StoredInvitation[] {
  return email_addresses.flatMap(({ email_address }) =>
    organizationInvitations.where('email_address', email_address),
  )
}

/** Returns an invitation as the API sends it. */
export function sendInvitation(
  state: State,
  invitation: StoredInvitation,
  { withOrganization = false } = {},
): OrganizationInvitation {
  isPending(state, invitation)
  const { role_id, redirect_url, ...sent } = invitation
  const role = state.roles.get(role_id)
  const inviter = state.users.get(sent.inviter_id ?? '')
  const organization = state.organizations.get(sent.organization_id)
  return {
    ...sent,
    url: inFull(state, sent.url ?? ''),
    role: role?.key ?? sent.role,
    role_name: role?.name ?? sent.role_name,
    public_inviter_data: inviter ? inviterData(publicUserData(inviter)) : null,
    ...(withOrganization &&
      organization && { public_organization_data: publicOrganizationData(organization) }),
  }
}

function inviterData(data: ReturnType<typeof publicUserData>) {
  const { user_id, first_name, last_name, image_url, has_image, identifier } = data
  return { user_id, first_name, last_name, image_url, has_image, identifier: identifier ?? '' }
}

/** Creates invitations. When an invitation is refused, no invitation is created. */
export function addInvitations(
  state: State,
  organization: StoredOrganization,
  all: readonly (CreateOrganizationInvitationParams & { id?: string | undefined })[],
): StoredInvitation[] {
  const taken = new Set(pendingOf(state, organization.id).map((one) => one.email_address))
  const checked = all.map((params) => {
    const email_address = parseEmailAddress(params.email_address)
    checkInvitation(state, organization, { ...params, email_address })
    if (taken.has(email_address)) {
      throw new Refusal(
        400,
        entry(
          'organization_invitation_not_unique',
          'organization invitation not unique',
          `There is a pending invitation for ${email_address} already.`,
        ),
      )
    }
    taken.add(email_address)
    checkUrl('redirect_url', params.redirect_url)
    const role = roleInSet(state, roleSetOf(state, organization.role_set_id), params.role)
    return { params, email_address, role }
  })
  checkQuota(state, organization, checked.length)
  return checked.map(({ params, email_address, role }) => {
    const now = state.clock.now()
    const id = params.id ?? state.newId('orginv')
    const invitation = state.organizationInvitations.add({
      object: 'organization_invitation',
      id,
      email_address,
      role: role.key,
      role_name: role.name,
      role_id: role.id,
      organization_id: organization.id,
      inviter_id: params.inviter_user_id ?? null,
      status: 'pending',
      public_metadata: params.public_metadata ?? {},
      private_metadata: params.private_metadata ?? {},
      url: `/v1/tickets/accept?ticket=${id}`,
      redirect_url: params.redirect_url ?? null,
      expires_at: now + (params.expires_in_days ?? 30) * DAY,
      created_at: now,
      updated_at: now,
    })
    emit(state, 'organizationInvitation.created', sendInvitation(state, invitation))
    if (params.notify !== false) sendInvitationEmail(state, organization, invitation)
    return invitation
  })
}

/** Revokes a pending invitation. Refuses any other invitation. */
export function revokeInvitation(state: State, invitation: StoredInvitation): StoredInvitation {
  if (!isPending(state, invitation)) throw notPending(invitation)
  return close(state, invitation, 'revoked')
}

/** Makes a user a member, with the role and the metadata of the invitation. Refuses an invitation that is not pending. */
export function acceptInvitation(
  state: State,
  invitation: StoredInvitation,
  userId: string,
): StoredMembership {
  if (!isPending(state, invitation)) throw notPending(invitation)
  const organization = state.organizations.get(invitation.organization_id)
  if (!organization) throw notFound('Given organization not found.')
  // Frees the seat of the invitation for the membership.
  invitation.status = 'accepted'
  const { public_metadata, private_metadata } = invitation
  try {
    const membership = addMembership(state, organization, {
      user_id: userId,
      role: roleOf(state, invitation.role_id).key,
      public_metadata,
      private_metadata,
    })
    close(state, invitation, 'accepted', { user_id: userId })
    return membership
  } catch (error) {
    invitation.status = 'pending'
    throw error
  }
}

function checkInvitation(
  state: State,
  organization: StoredOrganization,
  params: CreateOrganizationInvitationParams,
): void {
  const { email_address, inviter_user_id, expires_in_days: days } = params
  checkRange('expires_in_days', days, 1, 365)
  checkSize('public_metadata', params.public_metadata)
  checkSize('private_metadata', params.private_metadata)
  if (inviter_user_id) checkPermission(state, organization, inviter_user_id, INVITES)
  const userId = ownerOfIdentifier(state, 'email', email_address)
  if (userId && findMembership(state, organization.id, userId)) throw alreadyMember(email_address)
}

function sendInvitationEmail(
  state: State,
  { name }: StoredOrganization,
  { email_address, url }: StoredInvitation,
): void {
  sendEmail(state, {
    slug: 'organization_invitation',
    to: email_address,
    subject: `You are invited to join ${name}`,
    data: { action_url: inFull(state, url ?? ''), organization: { name } },
  })
}

function close(
  state: State,
  invitation: StoredInvitation,
  status: 'accepted' | 'revoked',
  more: { user_id?: string } = {},
): StoredInvitation {
  invitation.status = status
  invitation.updated_at = state.clock.now()
  const sent = sendInvitation(state, invitation)
  emit(state, `organizationInvitation.${status}`, { ...sent, ...more })
  return invitation
}

function notPending({ id, status }: StoredInvitation): Refusal {
  return new Refusal(
    404,
    entry(
      'organization_invitation_not_pending',
      'invitation not pending',
      `The invitation ${id} is ${status}, not pending.`,
    ),
  )
}
