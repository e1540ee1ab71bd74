import type { CreateWaitlistEntryParams, User, WaitlistEntry } from 'clerklet'
import { entry, notFound, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import { parseEmailAddress } from '../identity/index.ts'
import { sendEmail } from '../messages/index.ts'
import type { State } from '../state.ts'
import {
  addInvitation,
  checkInvitable,
  emailInvitation,
  invitationAsOfNow,
  revokeInvitation,
  sendInvitation,
} from './invitations.ts'
import type { StoredWaitlistEntry } from './store.ts'

/** A waitlist entry in a seed: the address, and optionally an id, a status and `is_locked`. */
export interface WaitlistEntrySeed extends Omit<CreateWaitlistEntryParams, 'notify'> {
  /** Default: a new id. */
  id?: string | undefined
  /** Default: `pending`. */
  status?: 'pending' | 'rejected' | 'completed' | undefined
  /**
   * Whether the entry is locked. Clerk locks entries while a batch action processes them. A locked entry cannot be invited,
   * rejected or removed.
   */
  is_locked?: boolean | undefined
}

/** Returns the waitlist entry with the given id. Refuses an unknown id with 404. */
export function waitlistEntryOf(state: State, id: string): StoredWaitlistEntry {
  const found = state.waitlist.get(id)
  if (!found) throw notFound(`No waitlist entry was found with id ${id}`)
  return found
}

/** Returns a waitlist entry as the API sends it, with its invitation. */
export function sentEntry(
  state: State,
  { invitation_id, ...rest }: StoredWaitlistEntry,
): WaitlistEntry {
  const invitation = state.invitations.get(invitation_id ?? '')
  if (!invitation) return { ...rest, invitation: null }
  return { ...rest, invitation: sendInvitation(state, invitationAsOfNow(state, invitation)) }
}

/** Adds an address to the waitlist, unless the waitlist contains it. */
export function addWaitlistEntry(
  state: State,
  { id, email_address, status = 'pending', is_locked = false }: WaitlistEntrySeed,
): { waiting: StoredWaitlistEntry; isNew: boolean } {
  const email = parseEmailAddress(email_address)
  const [known] = state.waitlist.where('email_address', email)
  if (known) return { waiting: known, isNew: false }
  const now = state.clock.now()
  const waiting = state.waitlist.add({
    object: 'waitlist_entry',
    id: id ?? state.newId('wle'),
    email_address: email,
    status,
    is_locked,
    created_at: now,
    updated_at: now,
    invitation_id: null,
  })
  return { waiting, isNew: true }
}

/** Adds an address to the waitlist. A new address gets a confirmation, unless `notify` is `false`. */
export function joinWaitlist(
  state: State,
  { email_address, notify }: CreateWaitlistEntryParams,
): WaitlistEntry {
  const { waiting, isNew } = addWaitlistEntry(state, { email_address })
  const sent = sentEntry(state, waiting)
  if (!isNew) return sent
  emit(state, 'waitlistEntry.created', sent)
  if (notify ?? true) {
    sendEmail(state, {
      slug: 'waitlist_confirmation',
      to: waiting.email_address,
      subject: 'You are on the waitlist',
      data: {},
    })
  }
  return sent
}

/** Sends an invitation to the address of a waitlist entry. */
export function inviteFromWaitlist(
  state: State,
  waiting: StoredWaitlistEntry,
  ignore_existing: boolean | null | undefined,
): WaitlistEntry {
  checkOpen(waiting)
  const { email_address } = waiting
  checkInvitable(state, [{ email_address, ignore_existing }])
  const invitation = addInvitation(state, { email_address, ignore_existing })
  emailInvitation(state, invitation, 'waitlist_invitation')
  waiting.invitation_id = invitation.id
  return setStatus(state, waiting, 'invited')
}

/** Rejects a waitlist entry, and revokes the pending invitation of the entry. */
export function rejectFromWaitlist(state: State, waiting: StoredWaitlistEntry): WaitlistEntry {
  checkOpen(waiting)
  const invitation = state.invitations.get(waiting.invitation_id ?? '')
  if (invitation && invitationAsOfNow(state, invitation).status === 'pending') {
    revokeInvitation(state, invitation)
  }
  return setStatus(state, waiting, 'rejected')
}

/** Completes the waitlist entries of a new user. */
export function completeWaiting(state: State, user: User): void {
  for (const { email_address } of user.email_addresses) {
    for (const waiting of state.waitlist.where('email_address', email_address)) {
      if (waiting.status !== 'completed') setStatus(state, waiting, 'completed')
    }
  }
}

/** Removes a waitlist entry. Refuses an entry that is locked or not pending. */
export function removeWaitlistEntry(state: State, waiting: StoredWaitlistEntry): void {
  checkOpen(waiting)
  if (waiting.status !== 'pending') throw conflict(waiting)
  state.waitlist.delete(waiting.id)
}

function checkOpen(waiting: StoredWaitlistEntry): void {
  if (waiting.is_locked) {
    throw new Refusal(
      409,
      entry(
        'waitlist_entry_locked',
        'Waitlist entry is locked',
        'The waitlist entry is locked and cannot be modified at this time.',
      ),
    )
  }
  if (waiting.status === 'completed') throw conflict(waiting)
}

function conflict({ status }: StoredWaitlistEntry): Refusal {
  return new Refusal(
    409,
    entry('conflict', 'Conflict', `The status of the waitlist entry is ${status}.`),
  )
}

/** Changes the status of an entry, and emits `waitlistEntry.updated`. */
function setStatus(
  state: State,
  waiting: StoredWaitlistEntry,
  status: WaitlistEntry['status'],
): WaitlistEntry {
  waiting.status = status
  waiting.updated_at = state.clock.now()
  const sent = sentEntry(state, waiting)
  emit(state, 'waitlistEntry.updated', sent)
  return sent
}
