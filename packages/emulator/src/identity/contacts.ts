import type { EmailAddress, PhoneNumber, User } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import { checkFree, claim, drop, hold, holdersOf, taken } from './identifiers.ts'
import { settleMfa } from './mfa.ts'

/** Whether a contact is verified. A `reserved` contact is unverified, but no other user can add it. */
export type ContactStatus = 'verified' | 'reserved' | 'unverified'

/** The differences between e-mail addresses and phone numbers, for code that handles both. */
export interface ContactKind<T extends EmailAddress | PhoneNumber> {
  name: 'email' | 'phone'
  object: 'email_address' | 'phone_number'
  primary: 'primary_email_address_id' | 'primary_phone_number_id'
  /** The strategy that the API reports for verifications. */
  strategy: 'email_code' | 'phone_code'
  /** The name of this kind of contact in error messages. */
  title: string
  of: (user: User) => T[]
  valueOf: (contact: T) => string
  /** Converts a value to its stored form. Refuses a value with an invalid format. */
  parse: (value: string) => string
  create: (id: string, value: string, now: number) => T
}

export const EMAIL: ContactKind<EmailAddress> = {
  name: 'email',
  object: 'email_address',
  primary: 'primary_email_address_id',
  strategy: 'email_code',
  title: 'email address',
  of: (user) => user.email_addresses,
  valueOf: (contact) => contact.email_address,
  parse: parseEmailAddress,
  create: (id, email_address, now) => ({
    id,
    object: 'email_address',
    email_address,
    reserved: false,
    verification: null,
    linked_to: [],
    matches_sso_connection: false,
    created_at: now,
    updated_at: now,
  }),
}

export const PHONE: ContactKind<PhoneNumber> = {
  name: 'phone',
  object: 'phone_number',
  primary: 'primary_phone_number_id',
  strategy: 'phone_code',
  title: 'phone number',
  of: (user) => user.phone_numbers,
  valueOf: (contact) => contact.phone_number,
  parse: parsePhoneNumber,
  create: (id, phone_number, now) => ({
    id,
    object: 'phone_number',
    phone_number,
    reserved_for_second_factor: false,
    default_second_factor: false,
    reserved: false,
    verification: null,
    linked_to: [],
    backup_codes: null,
    created_at: now,
    updated_at: now,
  }),
}

export function parseEmailAddress(value: string, param = 'email_address'): string {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return value.toLowerCase()
  throw invalid(
    param,
    'form_param_format_invalid',
    'is invalid',
    `${param} must be a valid email address.`,
  )
}

export function parsePhoneNumber(value: string): string {
  if (/^\+[1-9]\d{6,14}$/.test(value)) return value
  throw invalid(
    'phone_number',
    'form_param_format_invalid',
    'is invalid',
    'phone_number must be a valid phone number according to E.164.',
  )
}

export function statusOf(contact: EmailAddress | PhoneNumber): ContactStatus {
  if (contact.reserved) return 'reserved'
  return contact.verification?.status === 'verified' ? 'verified' : 'unverified'
}

/** Returns the contact with the given id, and its user. Refuses an unknown id with 404. */
export function contactOf<T extends EmailAddress | PhoneNumber>(
  state: State,
  kind: ContactKind<T>,
  id: string,
): { user: User; contact: T } {
  const user = state.users.get(state.identifications.get(id) ?? '')
  const contact = user && kind.of(user).find((one) => one.id === id)
  if (!user || !contact) throw notFound(`No ${kind.title} was found with id ${id}`)
  return { user, contact }
}

/**
 * Adds a contact to a user. The contact becomes primary when the user has no primary contact of its kind. Refuses a value that
 * belongs to another user, or that the user already has.
 */
export function addContact<T extends EmailAddress | PhoneNumber>(
  state: State,
  kind: ContactKind<T>,
  user: User,
  value: string,
  status: ContactStatus,
): T {
  checkFree(state, kind.name, value, kind.object)
  if (holdersOf(state, kind.name, value).includes(user.id)) throw taken(kind.object)
  const id = state.newId('idn')
  const contact = kind.create(id, value, state.clock.now())
  kind.of(user).push(contact)
  state.identifications.set(id, user.id)
  setStatus(state, kind, user, contact, status)
  user[kind.primary] ??= id
  return contact
}

/** Sets the status of a contact. Refuses to verify or reserve an address or number that belongs to another user. */
export function setStatus<T extends EmailAddress | PhoneNumber>(
  state: State,
  kind: ContactKind<T>,
  user: User,
  contact: T,
  status: ContactStatus,
  verification: T['verification'] = verifiedByAdmin(),
): void {
  const value = kind.valueOf(contact)
  if (status === 'unverified') hold(state, kind.name, value, user.id)
  else {
    checkFree(state, kind.name, value, kind.object, user.id)
    claim(state, kind.name, value, user.id)
  }
  contact.reserved = status === 'reserved'
  contact.verification = status === 'verified' ? verification : null
  contact.updated_at = state.clock.now()
}

/** Removes a contact from a user. If the contact was primary, the first verified contact of its kind becomes primary. */
export function removeContact<T extends EmailAddress | PhoneNumber>(
  state: State,
  kind: ContactKind<T>,
  user: User,
  contact: T,
): void {
  const list = kind.of(user)
  list.splice(list.indexOf(contact), 1)
  drop(state, kind.name, kind.valueOf(contact), user.id)
  state.identifications.delete(contact.id ?? '')
  state.verifications.deleteWhere('identification_id', contact.id ?? '')
  if (user[kind.primary] === contact.id) {
    user[kind.primary] = list.find((one) => statusOf(one) === 'verified')?.id ?? null
  }
  settleMfa(state, user)
}

/** Refuses to remove an address or a number that is linked to a connected account. */
export function checkNotLinked({ linked_to }: EmailAddress | PhoneNumber): void {
  if (!linked_to.length) return
  throw new Refusal(
    400,
    entry(
      'delete_linked_identification_disallowed',
      'Deleting a linked identification is not allowed',
      'It is linked to a connected account: delete that first.',
    ),
  )
}

/** Refuses to remove the last identifier of a user. */
export function checkNotLast(user: User, title: string): void {
  const identifications =
    user.email_addresses.length +
    user.phone_numbers.length +
    user.web3_wallets.length +
    user.external_accounts.length +
    user.enterprise_accounts.length +
    (user.username ? 1 : 0)
  if (identifications > 1) return
  throw new Refusal(
    400,
    entry(
      'last_required_identification_deletion_failed',
      `Deleting your last ${title} is prohibited`,
      `The ${title} is the last identification of the user.`,
    ),
  )
}

export function verifiedByAdmin() {
  return {
    object: 'verification_admin',
    status: 'verified',
    strategy: 'admin',
    attempts: null,
    expire_at: null,
  }
}
