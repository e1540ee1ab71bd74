import type { AllowlistIdentifier, BlocklistIdentifier } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { sendSms } from '../messages/index.ts'
import type { State } from '../state.ts'
import { addInvitation, checkInvitable, emailInvitation } from './invitations.ts'

type IdentifierType = 'email_address' | 'phone_number' | 'web3_wallet'

/** An entry of the allow-list or the block-list in a seed. */
export interface RestrictionSeed {
  /** Default: a new id. */
  id?: string | undefined
  /** An e-mail address, `*@example.com`, a phone number or a wallet. */
  identifier: string
}

/** Adds an identifier to the allow-list. */
export function addAllowed(
  state: State,
  { id = state.newId('alid'), identifier }: RestrictionSeed,
): AllowlistIdentifier {
  const common = newIdentifier(state, 'allowlist', identifier)
  return state.allowlist.add({ object: 'allowlist_identifier', id, ...common })
}

/**
 * Adds an identifier to the allow-list. With `notify`, an e-mail address gets an invitation and a phone number a text message.
 */
export function allowIdentifier(
  state: State,
  { identifier, notify }: { identifier: string; notify?: boolean | null },
): AllowlistIdentifier {
  const type = typeOf(identifier)
  const invites = notify && type === 'email_address' && !identifier.startsWith('*')
  if (invites) checkInvitable(state, [{ email_address: identifier }])
  const allowed = addAllowed(state, { identifier })
  if (invites) {
    const invitation = addInvitation(state, { email_address: identifier })
    emailInvitation(state, invitation, 'invitation')
    allowed.invitation_id = invitation.id
  } else if (notify && type === 'phone_number') {
    sendSms(state, { slug: 'invitation', to: identifier, subject: 'You are invited', data: {} })
  }
  return allowed
}

/** Adds an identifier to the block-list. */
export function addBlocked(
  state: State,
  { id = state.newId('blid'), identifier }: RestrictionSeed,
): BlocklistIdentifier {
  const common = newIdentifier(state, 'blocklist', identifier)
  return state.blocklist.add({ object: 'blocklist_identifier', id, ...common })
}

/** Removes an identifier from the allow-list or the block-list. Refuses an unknown id with 404. */
export function removeIdentifier(state: State, list: 'allowlist' | 'blocklist', id: string): void {
  if (!state[list].delete(id)) throw notFound(`No identifier was found with id ${id}`)
}

function newIdentifier(state: State, list: 'allowlist' | 'blocklist', text: string) {
  const identifier = text.toLowerCase()
  const identifier_type = typeOf(identifier)
  const known =
    list === 'allowlist'
      ? state.allowlist.where('identifier', identifier)
      : state.blocklist.where('identifier', identifier)
  if (known.length) {
    throw new Refusal(
      400,
      entry(
        'duplicate_record',
        `duplicate ${list} identifier`,
        `the identifier ${identifier} already exists`,
      ),
    )
  }
  const now = state.clock.now()
  return {
    identifier,
    identifier_type,
    instance_id: state.instance.id,
    created_at: now,
    updated_at: now,
  }
}

function typeOf(identifier: string): IdentifierType {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(identifier)) return 'email_address'
  if (/^\+[1-9]\d{6,14}$/.test(identifier)) return 'phone_number'
  if (/^0x[\da-f]{40}$/i.test(identifier)) return 'web3_wallet'
  throw invalid(
    'identifier',
    'form_param_format_invalid',
    'is invalid',
    'identifier must be an e-mail address, a phone number in E.164 or a web3 wallet address.',
  )
}
