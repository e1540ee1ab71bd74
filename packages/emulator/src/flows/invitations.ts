import type { CreateInvitationParams, Invitation, User } from 'clerklet'
import { entry, notFound, Refusal } from '../core/errors.ts'
import { inFull } from '../core/links.ts'
import { checkSize } from '../core/metadata.ts'
import { checkRange, checkUrl } from '../core/params.ts'
import { checkFree, givePublicMetadata, parseEmailAddress } from '../identity/index.ts'
import { sendEmail } from '../messages/index.ts'
import type { State } from '../state.ts'
import { addTicket, ticketLink } from './tickets.ts'

const DAY = 86_400_000

/** An invitation in a seed: the parameters of `createInvitation` without `notify`, and optionally an id and a status. */
export interface InvitationSeed extends Omit<CreateInvitationParams, 'notify'> {
  /** Default: a new id. */
  id?: string | undefined
  /** Default: `pending`. */
  status?: 'pending' | 'accepted' | 'revoked' | undefined
}

/** Returns the invitation with the given id, its status updated to the current time. Refuses an unknown id with 404. */
export function invitationOf(state: State, id: string): Invitation {
  const invitation = state.invitations.get(id)
  if (!invitation) throw notFound(`No invitation was found with id ${id}.`)
  return invitationAsOfNow(state, invitation)
}

/** Returns an invitation as the API sends it. */
export function sendInvitation(state: State, invitation: Invitation): Invitation {
  return { ...invitation, url: inFull(state, invitation.url ?? '') }
}

/** Marks a pending invitation as expired when `expires_at` has passed. Returns the invitation. */
export function invitationAsOfNow({ clock }: State, invitation: Invitation): Invitation {
  const { status, expires_at } = invitation
  if (status === 'pending' && expires_at && clock.now() >= expires_at) invitation.status = 'expired'
  return invitation
}

/**
 * Refuses addresses with a pending invitation or a user. `ignore_existing` permits both; with `usersToo`, it permits only the
 * invitation.
 */
export function checkInvitable(
  state: State,
  items: readonly { email_address: string; ignore_existing?: boolean | null | undefined }[],
  { usersToo = false } = {},
): void {
  const invited: string[] = []
  for (const { email_address, ignore_existing } of items) {
    const email = parseEmailAddress(email_address)
    if (!ignore_existing || usersToo) checkFree(state, 'email', email, 'email_address')
    if (!ignore_existing && pendingFor(state, email).length) invited.push(email)
  }
  if (!invited.length) return
  throw new Refusal(
    400,
    entry(
      'duplicate_record',
      'duplicate invitation',
      `There are already pending invitations for the following email addresses: ${invited.join(', ')}`,
      { email_addresses: invited },
    ),
  )
}

function pendingFor(state: State, email: string): Invitation[] {
  return state.invitations
    .where('email_address', email)
    .filter((one) => invitationAsOfNow(state, one).status === 'pending')
}

/** Creates an invitation, without the checks of {@link checkInvitable}. */
export function addInvitation(state: State, params: InvitationSeed): Invitation {
  checkSize('public_metadata', params.public_metadata)
  checkRange('expires_in_days', params.expires_in_days, 1, 365)
  checkUrl('redirect_url', params.redirect_url)
  const now = state.clock.now()
  const id = params.id ?? state.newId('inv')
  const expires_at = now + (params.expires_in_days ?? 30) * DAY
  const ticket = addTicket(state, { type: 'invitation', id, expires_at })
  return state.invitations.add({
    object: 'invitation',
    id,
    email_address: parseEmailAddress(params.email_address),
    public_metadata: params.public_metadata ?? {},
    revoked: params.status === 'revoked',
    status: params.status ?? 'pending',
    url: ticketLink(ticket, params.redirect_url),
    expires_at,
    created_at: now,
    updated_at: now,
  })
}

/** Sends the e-mail of an invitation. */
export function emailInvitation(
  state: State,
  { email_address, url }: Invitation,
  slug: string | null | undefined,
): void {
  sendEmail(state, {
    slug: slug ?? 'invitation',
    to: email_address,
    subject: 'You are invited',
    data: { action_url: inFull(state, url ?? '') },
  })
}

/** Revokes an invitation. Refuses an invitation that is accepted or revoked already. */
export function revokeInvitation(state: State, invitation: Invitation): Invitation {
  const { status } = invitation
  if (status === 'accepted' || status === 'revoked') {
    throw new Refusal(
      400,
      entry(`invitation_already_${status}`, `Invitation is already ${status}.`),
    )
  }
  invitation.status = 'revoked'
  invitation.revoked = true
  invitation.updated_at = state.clock.now()
  return invitation
}

/** Removes an invitation. Its ticket becomes invalid. */
export function removeInvitation(state: State, { id }: Invitation): void {
  state.invitations.delete(id)
}

/** Accepts the invitations of a new user, and adds the metadata of the invitations to the user. */
export function acceptInvitations(state: State, user: User): void {
  for (const { email_address } of user.email_addresses) {
    for (const invitation of pendingFor(state, email_address)) {
      noteAccepted(state, invitation)
      givePublicMetadata(user, invitation.public_metadata ?? {})
    }
  }
}

/** Records that an invitation has been accepted. */
export function noteAccepted({ clock }: State, invitation: Invitation): void {
  invitation.status = 'accepted'
  invitation.updated_at = clock.now()
}
