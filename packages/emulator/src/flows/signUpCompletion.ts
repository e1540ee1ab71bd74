import type { EmailAddress, PhoneNumber } from 'clerklet'
import { type ContactKind, checkFree, EMAIL, PHONE, setStatus } from '../identity/index.ts'
import { acceptInvitation } from '../organizations/index.ts'
import { addSession, beginAttempt, endAttempt, type StoredClient } from '../sessions/index.ts'
import type { State } from '../state.ts'
import { checkMaySignUp, checkMode, type Identifiers } from './admission.ts'
import { checkSignedOut, mayBeginSession } from './sessionRules.ts'
import { addSignUp, checkOpen, fill, type SignUpChanges } from './signUps.ts'
import type { StoredSignUp } from './store.ts'
import { createUser } from './userCreation.ts'

/** Begins a sign-up, which replaces the previous sign-up of the browser. */
export function beginSignUp(
  state: State,
  client: StoredClient,
  changes: SignUpChanges,
  admit: (signUp: StoredSignUp) => void,
): StoredSignUp {
  const signUp = addSignUp(state, {})
  signUp.client_id = client.id
  try {
    admit(signUp)
    fill(state, signUp, changes, (contacts) => checkAllowed(state, signUp, contacts))
  } catch (error) {
    state.signUps.delete(signUp.id)
    throw error
  }
  beginAttempt(state, client, { sign_up_id: signUp.id })
  settle(state, signUp)
  return signUp
}

/** Changes the attributes of an open sign-up, and completes the sign-up when all its requirements are met. */
export function fillSignUp(state: State, signUp: StoredSignUp, changes: SignUpChanges): void {
  checkOpen(signUp)
  checkSignedOut(state, state.clients.get(signUp.client_id ?? ''))
  fill(state, signUp, changes, (contacts) => checkAllowed(state, signUp, contacts))
  settle(state, signUp)
}

/** Refuses contacts that may not sign up. The ticket of an invitation admits the invited address in every sign-up mode. */
function checkAllowed(state: State, signUp: StoredSignUp, contacts: Identifiers): void {
  const { email_address, verifications } = signUp
  const invited =
    verifications.email_address?.strategy === 'ticket' && contacts.email_address === email_address
  if (!invited) checkMode(state)
  checkMaySignUp(state, contacts, { invited })
}

/** Applies the backend's changes to an open sign-up, and completes the sign-up when all its requirements are met. */
export function changeSignUp(
  state: State,
  signUp: StoredSignUp,
  changes: { external_id?: string | null; custom_action?: boolean | null },
): StoredSignUp {
  checkOpen(signUp)
  const { external_id, custom_action } = changes
  if (external_id) checkFree(state, 'external', external_id, 'external_id')
  if (external_id !== undefined) signUp.external_id = external_id
  if (typeof custom_action === 'boolean') signUp.custom_action = custom_action
  settle(state, signUp)
  return signUp
}

/**
 * Completes a sign-up when no field is missing or unverified, and a required custom action is done. Creates the user, and signs
 * them in to the browser that began the sign-up. In single-session mode, a browser that is signed in keeps its session.
 */
export function settle(state: State, signUp: StoredSignUp): void {
  const { missing_fields, unverified_fields, custom_action } = signUp
  const { custom_action_required } = state.settings.sign_up
  if (missing_fields.length || unverified_fields.length) return
  if (custom_action_required && !custom_action) return
  const user = createUser(
    state,
    {
      email_address: signUp.email_address ? [signUp.email_address] : [],
      phone_number: signUp.phone_number ? [signUp.phone_number] : [],
      username: signUp.username,
      password: signUp.password,
      skip_password_checks: true,
      first_name: signUp.first_name,
      last_name: signUp.last_name,
      locale: signUp.locale,
      external_id: signUp.external_id,
      public_metadata: signUp.public_metadata ?? {},
      unsafe_metadata: signUp.unsafe_metadata ?? {},
      legal_accepted_at: signUp.legal_accepted_at
        ? new Date(signUp.legal_accepted_at).toISOString()
        : null,
    },
    (made) => {
      for (const contact of made.email_addresses) adopt(EMAIL, contact)
      for (const contact of made.phone_numbers) adopt(PHONE, contact)

      /** Marks a contact of the new user as verified, with the verification of the sign-up. */
      function adopt<T extends EmailAddress | PhoneNumber>(kind: ContactKind<T>, contact: T): void {
        const { object, status, strategy, attempts, expire_at } =
          signUp.verifications[kind.object] ?? {}
        const verification = { object, status, strategy, attempts, expire_at }
        // The cast is safe: a contact of a sign-up is verified by a code or a ticket, as the type requires.
        setStatus(state, kind, made, contact, 'verified', verification as T['verification'])
      }
    },
  )
  signUp.status = 'complete'
  signUp.created_user_id = user.id
  signUp.password = null
  const invitation = state.organizationInvitations.get(signUp.invitation_id ?? '')
  if (invitation) acceptInvitation(state, invitation, user.id)
  const client = state.clients.get(signUp.client_id ?? '')
  if (!client) return
  // Checked, since the backend may complete a sign-up after its browser has signed in.
  if (mayBeginSession(state, client)) {
    signUp.created_session_id = addSession(state, user.id, { client }).id
  }
  endAttempt(client, 'sign_up_id', signUp.verifications.email_address?.strategy ?? null)
}
