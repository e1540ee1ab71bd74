import type { EmailAddress, PhoneNumber, UpdateUserParams, User } from 'clerklet'
import { invalid } from '../core/errors.ts'
import { defaultImage, imageOf } from '../core/images.ts'
import { checkSize } from '../core/metadata.ts'
import { sendPrimaryChange } from '../messages/index.ts'
import type { State } from '../state.ts'
import { type ContactKind, checkNotLast, EMAIL, PHONE, statusOf } from './contacts.ts'
import { checkFree, claim, drop } from './identifiers.ts'
import { METADATA_FIELDS, type MetadataParams, replaceUserMetadata } from './metadata.ts'
import { setBackupCodes, setTotp, settleMfa } from './mfa.ts'
import { checkPassword, setPassword } from './passwords.ts'
import { checkProfile, checkShortest } from './profiles.ts'

/** The parameters of `updateUser` in a request: times are strings, and metadata is allowed up to API version 2025-11-10. */
export type UserChanges = Omit<UpdateUserParams, 'created_at' | 'legal_accepted_at'> &
  MetadataParams & {
    created_at?: string | null
    legal_accepted_at?: string | null
  }

/**
 * Changes a user. When a change is refused, no change is made.
 *
 * @param passwordSet Called when the user gets a new password.
 */
export function updateUser(
  state: State,
  user: User,
  changes: UserChanges,
  passwordSet: () => void,
): void {
  checkChanges(state, user, changes)
  if (changes.totp_secret) setTotp(state, user, changes.totp_secret)
  changeIdentifiers(state, user, changes)
  if (changes.password || changes.password_digest) {
    setPassword(state, user, changes)
    passwordSet()
  }
  if (changes.backup_codes) setBackupCodes(state, user, changes.backup_codes)
  if (changes.legal_accepted_at !== undefined) {
    user.legal_accepted_at = changes.legal_accepted_at
      ? Date.parse(changes.legal_accepted_at)
      : null
  }
  if (changes.created_at) {
    state.users.delete(user.id)
    user.created_at = Date.parse(changes.created_at)
    state.users.add(user)
  }
  const { primary_email_address_id: email, notify_primary_email_address_changed: notify } = changes
  if (email !== undefined) setPrimaryEmail(state, user, email, notify)
  for (const name of [
    'first_name',
    'last_name',
    'locale',
    'timezone',
    'primary_phone_number_id',
    'primary_web3_wallet_id',
    'delete_self_enabled',
    'create_organization_enabled',
    'create_organizations_limit',
    'bypass_client_trust',
  ] as const) {
    if (changes[name] !== undefined) Object.assign(user, { [name]: changes[name] })
  }
  const { profile_image_id } = changes
  if (profile_image_id !== undefined) {
    user.has_image = Boolean(profile_image_id)
    user.image_url = imageUrl(state, user, profile_image_id)
  }
  replaceUserMetadata(user, changes)
}

/** The URL of the image with the given id, or of the default image when the id is `null`. */
function imageUrl(state: State, user: User, imageId: string | null): string {
  return imageId ? imageOf(state, user.id, imageId, user.image_url ?? '') : defaultImage(user.id)
}

function checkChanges(state: State, user: User, changes: UserChanges): void {
  checkPassword(state, changes)
  checkProfile(changes)
  if (changes.username !== user.username) checkShortest(changes.username)
  checkPrimary(changes, 'primary_email_address_id', user.email_addresses, EMAIL.title)
  checkPrimary(changes, 'primary_phone_number_id', user.phone_numbers, PHONE.title)
  checkPrimary(changes, 'primary_web3_wallet_id', user.web3_wallets, 'web3 wallet')
  if (changes.username) checkFree(state, 'username', changes.username, 'username', user.id)
  else if (changes.username !== undefined && user.username) checkNotLast(user, 'username')
  if (changes.external_id) {
    checkFree(state, 'external', changes.external_id, 'external_id', user.id)
  }
  if (changes.profile_image_id) imageUrl(state, user, changes.profile_image_id)
  for (const name of METADATA_FIELDS) checkSize(name, changes[name])
}

/** Refuses a primary address, number or wallet that the user lacks or has not verified. */
function checkPrimary(
  changes: UserChanges,
  param: 'primary_email_address_id' | 'primary_phone_number_id' | 'primary_web3_wallet_id',
  list: readonly (User['email_addresses'] | User['phone_numbers'] | User['web3_wallets'])[number][],
  title: string,
): void {
  const id = changes[param]
  if (!id) return
  const found = list.find((one) => one.id === id)
  if (!found) {
    throw invalid(
      param,
      'form_resource_not_found',
      'is missing',
      `The user has no ${title} with id ${id}.`,
    )
  }
  const verified =
    found.object === 'web3_wallet'
      ? found.verification?.status === 'verified'
      : statusOf(found) === 'verified'
  if (!verified) {
    throw invalid(param, 'form_verification_needed', 'is unverified', `The ${title} is unverified.`)
  }
}

function changeIdentifiers(state: State, user: User, changes: UserChanges): void {
  if (changes.username !== undefined) {
    if (user.username) drop(state, 'username', user.username, user.id)
    user.username = changes.username || null
    if (user.username) claim(state, 'username', user.username, user.id)
  }
  if (changes.external_id !== undefined) {
    if (user.external_id) drop(state, 'external', user.external_id, user.id)
    user.external_id = changes.external_id || null
    if (user.external_id) claim(state, 'external', user.external_id, user.id)
  }
}

/** Makes an e-mail address primary. With `notify`, an e-mail informs the previous primary address. */
function setPrimaryEmail(
  state: State,
  user: User,
  id: string | null,
  notify: boolean | null | undefined,
): void {
  const [before, after] = [user.primary_email_address_id, id].map(
    (one) => user.email_addresses.find((email) => email.id === one)?.email_address,
  )
  user.primary_email_address_id = id
  if (notify && before && after && before !== after) sendPrimaryChange(state, user, before, after)
}

/** The parameters of {@link changeContact}. */
export interface ContactChanges {
  primary?: boolean | null
  notify_primary_email_address_changed?: boolean | null
  reserved_for_second_factor?: boolean | null
}

/** Makes a contact primary, or changes whether a phone number is a second factor. */
export function changeContact<T extends EmailAddress | PhoneNumber>(
  state: State,
  kind: ContactKind<T>,
  user: User,
  contact: T,
  changes: ContactChanges,
): void {
  const { primary, reserved_for_second_factor: reserved } = changes
  contact.updated_at = state.clock.now()
  if (contact.object === 'phone_number' && typeof reserved === 'boolean') {
    contact.reserved_for_second_factor = reserved
    if (!reserved) contact.default_second_factor = false
    settleMfa(state, user)
  }
  if (!primary) return
  if (kind.name === 'phone') user.primary_phone_number_id = contact.id ?? null
  else {
    const notify = changes.notify_primary_email_address_changed
    setPrimaryEmail(state, user, contact.id ?? null, notify)
  }
}
