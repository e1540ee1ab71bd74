import { plantEach, type Shapes } from '../core/seeding.ts'
import type { State } from '../state.ts'
import { addInvitation, type InvitationSeed } from './invitations.ts'
import { addAllowed, addBlocked, type RestrictionSeed } from './restrictions.ts'
import { addSignUp, type SignUpSeed } from './signUps.ts'
import { addWaitlistEntry, type WaitlistEntrySeed } from './waitlist.ts'

/** The part of a seed about invitations, waitlist, restrictions and sign-ups. */
export interface FlowsSeed {
  /** Sign-ups that have begun. */
  signUps?: readonly SignUpSeed[] | undefined
  invitations?: readonly InvitationSeed[] | undefined
  waitlist?: readonly WaitlistEntrySeed[] | undefined
  allowlist?: readonly RestrictionSeed[] | undefined
  blocklist?: readonly RestrictionSeed[] | undefined
}

export const FLOWS_SHAPES: Shapes<FlowsSeed> = {
  signUps: {
    kinds: {
      id: 'string',
      email_address: 'string',
      phone_number: 'string',
      username: 'string',
      first_name: 'string',
      last_name: 'string',
      external_id: 'string',
      unsafe_metadata: 'object',
    },
    needs: [],
  },
  invitations: {
    kinds: {
      id: 'string',
      email_address: 'string',
      public_metadata: 'object',
      redirect_url: 'string',
      ignore_existing: 'boolean?',
      expires_in_days: 'number?',
      template_slug: 'string',
      status: 'string',
    },
    needs: ['email_address'],
  },
  waitlist: {
    kinds: { id: 'string', email_address: 'string', status: 'string', is_locked: 'boolean' },
    needs: ['email_address'],
  },
  allowlist: { kinds: { id: 'string', identifier: 'string' }, needs: ['identifier'] },
  blocklist: { kinds: { id: 'string', identifier: 'string' }, needs: ['identifier'] },
}

export function plantFlows(state: State, seed: FlowsSeed): void {
  plantEach('signUps', seed.signUps, (signUp) => addSignUp(state, signUp))
  plantEach('invitations', seed.invitations, (invitation) => addInvitation(state, invitation))
  plantEach('waitlist', seed.waitlist, (entry) => addWaitlistEntry(state, entry))
  plantEach('allowlist', seed.allowlist, (identifier) => addAllowed(state, identifier))
  plantEach('blocklist', seed.blocklist, (identifier) => addBlocked(state, identifier))
}
