import type { AllowlistIdentifier, BlocklistIdentifier } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'

type IdentifierType = 'email_address' | 'phone_number' | 'web3_wallet'

/** What an entry of the allow-list or the block-list of a seed is made from. */
export interface RestrictionSeed {
  /** Default: a new one. */
  id?: string | undefined
  /** An e-mail address, `*@example.com`, a phone number or a wallet. */
  identifier: string
}

export function addAllowed(
  state: State,
  { id = state.newId('alid'), ...seed }: RestrictionSeed & { invitation_id?: string },
): AllowlistIdentifier {
  const common = newIdentifier(state, 'allowlist', seed.identifier)
  const { invitation_id } = seed
  return state.allowlist.add({
    object: 'allowlist_identifier',
    id,
    ...common,
    ...(invitation_id && { invitation_id }),
  })
}

export function addBlocked(
  state: State,
  { id = state.newId('blid'), identifier }: RestrictionSeed,
): BlocklistIdentifier {
  const common = newIdentifier(state, 'blocklist', identifier)
  return state.blocklist.add({ object: 'blocklist_identifier', id, ...common })
}

/** Takes an identifier from a list, or 404. */
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

export function typeOf(identifier: string): IdentifierType {
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
