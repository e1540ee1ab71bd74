import type { CreateUserParams, User } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import { defaultImage } from '../core/images.ts'
import { checkSize } from '../core/metadata.ts'
import type { State } from '../state.ts'
import { addAccount, type ExternalAccountSeed } from './accounts.ts'
import { addContact, type ContactStatus, EMAIL, PHONE } from './contacts.ts'
import { addBiometricCredential, addPasskey, type BiometricCredentialSeed } from './devices.ts'
import { checkFree, claim } from './identifiers.ts'
import { asOfNow, attemptsLeft, setLocked } from './lockouts.ts'
import { setBackupCodes, setTotp } from './mfa.ts'
import { checkPassword, setPassword } from './passwords.ts'
import { checkProfile } from './profiles.ts'
import { addWallet, parseWallet } from './wallets.ts'

/** A user in a seed: the parameters of `createUser`, and data that only the user could add. */
export interface UserSeed extends Omit<CreateUserParams, 'created_at' | 'legal_accepted_at'> {
  /** Default: a new id. */
  id?: string | undefined
  created_at?: string | Date | null | undefined
  legal_accepted_at?: string | Date | null | undefined
  /** Accounts at identity providers. */
  external_accounts?: readonly ExternalAccountSeed[] | undefined
  /** The names of passkeys. */
  passkeys?: readonly string[] | undefined
  /** Keys on the user's devices, unlocked by a fingerprint or a face. */
  biometric_credentials?: readonly BiometricCredentialSeed[] | undefined
  /** @deprecated Use `biometric_credentials`: the API has renamed trusted devices. */
  trusted_devices?: readonly BiometricCredentialSeed[] | undefined
}

/** Returns the user with the given id. Refuses an unknown id with 404. */
export function userOf(state: State, id: string): User {
  const user = state.users.get(id)
  if (!user) throw notFound(`No user was found with id ${id}`)
  return asOfNow(state, user)
}

/** Creates a user. Refuses invalid parameters, and identifiers that belong to another user. */
export function addUser(state: State, params: UserSeed): User {
  const id = params.id ?? state.newId('user')
  const emails = (params.email_address ?? []).map((one) => EMAIL.parse(one))
  const phones = (params.phone_number ?? []).map((one) => PHONE.parse(one))
  const wallets = (params.web3_wallet ?? []).map(parseWallet)
  const accounts = params.external_accounts ?? []
  const username = params.username || null
  const anything = [...emails, ...phones, ...wallets, ...accounts, ...(username ? [username] : [])]
  if (!anything.length && !params.skip_user_requirement) throw dataMissing()
  const emailStatus = statuses(params, 'email_address', emails)
  const phoneStatus = statuses(params, 'phone_number', phones)
  checkDistinct('web3_wallet', wallets)
  checkPassword(state, params)
  checkProfile(params)
  for (const name of ['public_metadata', 'private_metadata', 'unsafe_metadata'] as const) {
    checkSize(name, params[name])
  }
  for (const one of emails) checkFree(state, 'email', one, 'email_address')
  for (const one of phones) checkFree(state, 'phone', one, 'phone_number')
  for (const one of wallets) checkFree(state, 'wallet', one, 'web3_wallet')
  for (const { provider, provider_user_id } of accounts) {
    checkFree(state, 'account', `${provider}:${provider_user_id}`, 'external_account')
  }
  if (username) checkFree(state, 'username', username, 'username')
  if (params.external_id) checkFree(state, 'external', params.external_id, 'external_id')

  const user = newUser(state, id, params)
  if (params.totp_secret) setTotp(state, user, params.totp_secret)
  emails.forEach((one, i) => {
    addContact(state, EMAIL, user, one, emailStatus[i] ?? 'verified')
  })
  phones.forEach((one, i) => {
    addContact(state, PHONE, user, one, phoneStatus[i] ?? 'verified')
  })
  for (const one of wallets) addWallet(state, user, one)
  if (username) claim(state, 'username', username, id)
  if (params.external_id) claim(state, 'external', params.external_id, id)
  if (params.password || params.password_digest) setPassword(state, user, params)
  if (params.backup_codes) setBackupCodes(state, user, params.backup_codes)
  for (const one of accounts) addAccount(state, user, one)
  for (const name of params.passkeys ?? []) addPasskey(state, user, name)
  const { biometric_credentials = [], trusted_devices = [] } = params
  for (const one of [...biometric_credentials, ...trusted_devices]) {
    addBiometricCredential(state, user, one)
  }
  if (params.locked) setLocked(state, user, true)
  return state.users.add(user)
}

function newUser(state: State, id: string, params: UserSeed): User {
  const now = state.clock.now()
  return {
    id,
    object: 'user',
    username: params.username || null,
    first_name: params.first_name ?? null,
    last_name: params.last_name ?? null,
    locale: params.locale ?? null,
    ...(params.timezone && { timezone: params.timezone }),
    image_url: defaultImage(id),
    has_image: false,
    primary_email_address_id: null,
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    password_enabled: false,
    two_factor_enabled: false,
    totp_enabled: false,
    backup_code_enabled: false,
    email_addresses: [],
    phone_numbers: [],
    web3_wallets: [],
    passkeys: [],
    external_accounts: [],
    saml_accounts: [],
    enterprise_accounts: [],
    password_last_updated_at: null,
    public_metadata: params.public_metadata ?? {},
    private_metadata: params.private_metadata ?? {},
    unsafe_metadata: params.unsafe_metadata ?? {},
    external_id: params.external_id ?? null,
    last_sign_in_at: null,
    banned: params.banned ?? false,
    locked: false,
    lockout_expires_in_seconds: null,
    verification_attempts_remaining: attemptsLeft(state, id),
    created_at: params.created_at ? new Date(params.created_at).getTime() : now,
    updated_at: now,
    delete_self_enabled: params.delete_self_enabled ?? true,
    create_organization_enabled: params.create_organization_enabled ?? true,
    create_organizations_limit: params.create_organizations_limit ?? null,
    last_active_at: null,
    mfa_enabled_at: null,
    mfa_disabled_at: null,
    legal_accepted_at: params.legal_accepted_at
      ? new Date(params.legal_accepted_at).getTime()
      : null,
    bypass_client_trust: params.bypass_client_trust ?? false,
  }
}

function dataMissing(): Refusal {
  return new Refusal(
    422,
    entry(
      'form_data_missing',
      'missing data',
      'A user needs an e-mail address, a phone number, a wallet or a username.',
    ),
  )
}

/**
 * Reads the requested statuses of addresses or numbers. Refuses duplicate values and unknown statuses. When statuses are
 * given, each value must have one.
 */
function statuses(
  params: UserSeed,
  name: 'email_address' | 'phone_number',
  values: string[],
): ContactStatus[] {
  checkDistinct(name, values)
  const param = `${name}_identification_status` as const
  const asked = params[param] ?? []
  const known = asked.filter(
    (one): one is ContactStatus => one === 'verified' || one === 'reserved',
  )
  if (asked.length && (known.length !== asked.length || asked.length !== values.length)) {
    throw invalid(
      param,
      'form_param_value_invalid',
      'is invalid',
      `${param} must hold verified or reserved for each ${name}.`,
    )
  }
  return known
}

function checkDistinct(param: string, values: string[]): void {
  if (new Set(values).size === values.length) return
  throw invalid(
    param,
    'form_param_duplicate',
    'duplicate values',
    `${param} contains duplicate values.`,
  )
}

/** Bans a user, or lifts the ban. */
export function setBanned(user: User, banned: boolean): void {
  user.banned = banned
}

/** Adds public metadata to a user. Existing keys stay unchanged. */
export function givePublicMetadata(user: User, metadata: User['public_metadata']): void {
  user.public_metadata = { ...metadata, ...user.public_metadata }
}

/** Records a sign-in of a user. */
export function noteSignIn({ clock }: State, user: User): void {
  user.last_sign_in_at = clock.now()
}

/** Records activity of a user. */
export function noteUserActivity({ clock, users }: State, userId: string): void {
  const user = users.get(userId)
  if (user) user.last_active_at = clock.now()
}

/** Records that a user has changed, and emits `user.updated`. */
export function touch(state: State, user: User): User {
  user.updated_at = state.clock.now()
  emit(state, 'user.updated', user)
  return user
}
