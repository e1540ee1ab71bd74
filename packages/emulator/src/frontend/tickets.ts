import type { Invitation } from 'clerklet'
import { entry, Refusal } from '../core/errors.ts'
import {
  createUser,
  type Invited,
  invalidTicket,
  invitationOf,
  noteAccepted,
  redeemTicket,
} from '../flows/index.ts'
import { ownerOfIdentifier } from '../identity/index.ts'
import { acceptInvitation, isPending, type StoredInvitation } from '../organizations/index.ts'
import { addSession, type Session, type StoredClient } from '../sessions/index.ts'
import type { State } from '../state.ts'

/** Signs in the user of a sign-in token, an actor token, an agent task or an invitation; accepts the invitation. */
export function signInByTicket(state: State, client: StoredClient, ticket: string): Session {
  const invitation = state.organizationInvitations.get(ticket)
  if (invitation) {
    checkPending(state, invitation)
    const userId = ownerOfIdentifier(state, 'email', invitation.email_address)
    if (userId === undefined) {
      throw refused(
        'organization_invitation_identification_not_exist',
        'identification not found',
        'User not found: sign up first to accept the invitation.',
      )
    }
    acceptInvitation(state, invitation, userId)
    return addSession(state, userId, { client, organizationId: invitation.organization_id })
  }
  const known = state.tickets.get(ticket)
  if (known?.type !== 'invitation') return redeemTicket(state, ticket, client)
  const { email_address } = pendingInvitation(state, known.id)
  const userId = ownerOfIdentifier(state, 'email', email_address)
  if (userId === undefined) {
    throw refused(
      'invitation_account_not_exists',
      'identification not found',
      'No user has the invited address: sign up.',
    )
  }
  const session = addSession(state, userId, { client })
  noteAccepted(state, invitationOf(state, known.id))
  return session
}

/** An invitation to an organization or to the application. */
export interface TicketInvitation {
  email_address: string
  /** The status of the invitation at the time of the call, such as `expired`. */
  status: string | undefined
  /** The URL to which the link of an invitation to an organization redirects. Not set for an invitation to the application. */
  redirect_url: string | undefined
  /** Accepts the invitation for the user with the invited address. */
  accept: (userId: string) => void
}

/** The invitation to which a ticket belongs, if any. */
export function invitationBehind(state: State, ticket: string): TicketInvitation | undefined {
  const invitation = state.organizationInvitations.get(ticket)
  if (invitation) {
    isPending(state, invitation)
    const { email_address, status, redirect_url } = invitation
    return {
      email_address,
      status,
      redirect_url: redirect_url ?? undefined,
      accept: (userId) => acceptInvitation(state, invitation, userId),
    }
  }
  const known = state.tickets.get(ticket)
  if (known?.type !== 'invitation') return undefined
  const own = invitationOf(state, known.id)
  const { email_address, status } = own
  return {
    email_address,
    status,
    redirect_url: undefined,
    accept: () => noteAccepted(state, own),
  }
}

/**
 * Signs in a visitor of the emulator's sign-in page who has an invitation: the user with the invited address, or a new user. A
 * new user has no other attributes, even when the instance requires some.
 */
export function admitByTicket(state: State, client: StoredClient, ticket: string): Session {
  const invitation = invitationBehind(state, ticket)
  if (invitation?.status !== 'pending') throw invalidTicket('belongs to no pending invitation')
  const { email_address } = invitation
  if (ownerOfIdentifier(state, 'email', email_address) !== undefined) {
    return signInByTicket(state, client, ticket)
  }
  const user = createUser(state, { email_address: [email_address] })
  // `createUser` has accepted an invitation to the application, but not an invitation to an organization.
  return state.organizationInvitations.get(ticket)
    ? signInByTicket(state, client, ticket)
    : addSession(state, user.id, { client })
}

/**
 * Returns the data that the invitation of a ticket adds to a sign-up. Refuses a ticket without a pending invitation, and an
 * invited address that belongs to a user.
 */
export function invitedBy(state: State, ticket: string): Invited {
  const invitation = state.organizationInvitations.get(ticket)
  const known = state.tickets.get(ticket)
  if (invitation) {
    checkPending(state, invitation)
    if (ownerOfIdentifier(state, 'email', invitation.email_address) !== undefined) {
      throw refused(
        'organization_invitation_identification_already_exists',
        'email address already exists',
        'The invited address belongs to a user: sign in instead.',
      )
    }
    const { id, email_address } = invitation
    return { id, email_address, public_metadata: {} }
  }
  if (!known) throw invalidTicket('is unknown')
  if (known.type !== 'invitation') {
    throw refused(`${known.type}_not_in_sign_in_code`, 'not in sign in', 'It is for sign-ins only.')
  }
  const { id, email_address, public_metadata } = pendingInvitation(state, known.id)
  if (ownerOfIdentifier(state, 'email', email_address) !== undefined) {
    throw refused(
      'invitation_account_exists',
      'account exists',
      'An account already exists for this invitation. Sign in instead.',
    )
  }
  return { id, email_address, public_metadata: public_metadata ?? {} }
}

function checkPending(state: State, invitation: StoredInvitation): void {
  if (isPending(state, invitation)) return
  const codes: Record<string, string> = {
    accepted: 'organization_invitation_already_accepted',
    revoked: 'organization_invitation_revoked_code',
  }
  const { status = '' } = invitation
  throw refused(codes[status] ?? 'ticket_expired_code', `The invitation is ${status}.`)
}

function pendingInvitation(state: State, id: string): Invitation {
  const invitation = invitationOf(state, id)
  const { status } = invitation
  if (status === 'pending') return invitation
  const codes: Record<string, string> = {
    accepted: 'invitation_already_accepted',
    revoked: 'revoked_invitation',
  }
  throw refused(codes[status] ?? 'ticket_expired_code', `The invitation is ${status}.`)
}

function refused(code: string, message: string, long?: string): Refusal {
  return new Refusal(400, entry(code, message, long))
}
