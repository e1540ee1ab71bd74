import type { CreateUserParams, EmailAddress, PhoneNumber, User, Web3Wallet } from 'clerklet'
import { entry, invalid, notFound, Refusal } from './errors.ts'
import { removeMembershipsOf } from './memberships.ts'
import { checkSize } from './metadata.ts'
import type { State } from './state.ts'
import { removeTokensOf } from './subjects.ts'

/** What a user of a seed is made from: the parameters of `createUser`, and an id where a test wants to name it. */
export interface UserSeed extends Omit<CreateUserParams, 'created_at' | 'legal_accepted_at'> {
  /** Default: a new one. */
  id?: string
  created_at?: string | null | undefined
  legal_accepted_at?: string | null | undefined
}

type Identification = 'email' | 'phone' | 'username' | 'wallet' | 'external'

/** The user with that id, or 404. */
export function userOf({ users }: State, id: string): User {
  const user = users.get(id)
  if (!user) throw notFound(`No user was found with id ${id}`)
  return user
}

/** Creates a user under the rules of the API. */
export function addUser(state: State, params: UserSeed): User {
  const now = state.clock.now()
  const id = params.id ?? state.newId('user')
  const emails = params.email_address ?? []
  const phones = params.phone_number ?? []
  const wallets = params.web3_wallet ?? []
  if (
    !params.skip_user_requirement &&
    !(emails.length || phones.length || wallets.length || params.username)
  ) {
    throw new Refusal(
      422,
      entry(
        'form_data_missing',
        'Missing data',
        'A user needs an e-mail address, a phone number, a wallet or a username.',
      ),
    )
  }
  checkPassword(params)
  for (const name of ['public_metadata', 'private_metadata', 'unsafe_metadata'] as const) {
    checkSize(name, params[name])
  }
  const claims: [Identification, string, string][] = [
    ...emails.map((email) => ['email', email, 'email_address'] as [Identification, string, string]),
    ...phones.map((phone) => ['phone', phone, 'phone_number'] as [Identification, string, string]),
    ...wallets.map(
      (wallet) => ['wallet', wallet, 'web3_wallet'] as [Identification, string, string],
    ),
  ]
  if (params.username) claims.push(['username', params.username, 'username'])
  if (params.external_id) claims.push(['external', params.external_id, 'external_id'])
  for (const [kind, value, param] of claims) checkFree(state, kind, value, param, id)

  const email_addresses = emails.map((email, i) =>
    newEmailAddress(state, email, params.email_address_identification_status?.[i] === 'reserved'),
  )
  const phone_numbers = phones.map((phone, i) =>
    newPhoneNumber(state, phone, params.phone_number_identification_status?.[i] === 'reserved'),
  )
  const web3_wallets = wallets.map((wallet) => newWallet(state, wallet))
  const created = params.created_at ? Date.parse(params.created_at) : now
  const user: User = {
    id,
    object: 'user',
    username: params.username ?? null,
    first_name: params.first_name ?? null,
    last_name: params.last_name ?? null,
    locale: params.locale ?? null,
    image_url: `https://img.clerk.com/${btoa(id).replace(/=+$/, '')}`,
    has_image: false,
    primary_email_address_id: email_addresses[0]?.id ?? null,
    primary_phone_number_id: phone_numbers[0]?.id ?? null,
    primary_web3_wallet_id: web3_wallets[0]?.id ?? null,
    password_enabled: Boolean(params.password || params.password_digest),
    two_factor_enabled: Boolean(params.totp_secret),
    totp_enabled: Boolean(params.totp_secret),
    backup_code_enabled: Boolean(params.backup_codes?.length),
    email_addresses,
    phone_numbers,
    web3_wallets,
    passkeys: [],
    external_accounts: [],
    saml_accounts: [],
    enterprise_accounts: [],
    password_last_updated_at: params.password || params.password_digest ? now : null,
    public_metadata: params.public_metadata ?? {},
    private_metadata: params.private_metadata ?? {},
    unsafe_metadata: params.unsafe_metadata ?? {},
    external_id: params.external_id ?? null,
    last_sign_in_at: null,
    banned: params.banned ?? false,
    locked: params.locked ?? false,
    lockout_expires_in_seconds: params.locked ? 3600 : null,
    verification_attempts_remaining: 100,
    created_at: created,
    updated_at: now,
    delete_self_enabled: params.delete_self_enabled ?? true,
    create_organization_enabled: params.create_organization_enabled ?? true,
    create_organizations_limit: params.create_organizations_limit ?? null,
    last_active_at: null,
    mfa_enabled_at: params.totp_secret ? now : null,
    mfa_disabled_at: null,
    legal_accepted_at: params.legal_accepted_at ? Date.parse(params.legal_accepted_at) : null,
    bypass_client_trust: params.bypass_client_trust ?? false,
  }
  for (const [kind, value] of claims) state.identifiers.set(keyOf(kind, value), id)
  if (params.password) state.passwords.set(id, params.password)
  return state.users.add(user)
}

/** Removes a user with their identifiers, sessions and memberships. */
export function removeUser(state: State, user: User): void {
  removeMembershipsOf(state, user.id)
  for (const [kind, value] of identifiersOf(user)) state.identifiers.delete(keyOf(kind, value))
  state.passwords.delete(user.id)
  state.sessions.deleteWhere('user_id', user.id)
  removeTokensOf(state, user.id)
  state.users.delete(user.id)
}

/** Gives an identifier that only one user may have to this one, in place of the one before. */
export function changeIdentifier(
  state: State,
  user: User,
  kind: 'username' | 'external',
  before: string | null,
  after: string | null,
  param: string,
): void {
  if (after) checkFree(state, kind, after, param, user.id)
  if (before) state.identifiers.delete(keyOf(kind, before))
  if (after) state.identifiers.set(keyOf(kind, after), user.id)
}

function identifiersOf(user: User): [Identification, string][] {
  const found: [Identification, string][] = [
    ...user.email_addresses.map((one): [Identification, string] => ['email', one.email_address]),
    ...user.phone_numbers.map((one): [Identification, string] => ['phone', one.phone_number]),
    ...user.web3_wallets.map((one): [Identification, string] => ['wallet', one.web3_wallet]),
  ]
  if (user.username) found.push(['username', user.username])
  if (user.external_id) found.push(['external', user.external_id])
  return found
}

export function checkPassword({
  password,
  skip_password_checks,
}: {
  password?: string | null | undefined
  skip_password_checks?: boolean | null | undefined
}): void {
  if (password && password.length < 8 && !skip_password_checks) {
    throw invalid(
      'password',
      'form_password_length_too_short',
      'Passwords must be 8 characters or more.',
    )
  }
}

function keyOf(kind: Identification, value: string): string {
  return `${kind}:${kind === 'external' ? value : value.toLowerCase()}`
}

function checkFree(
  { identifiers }: State,
  kind: Identification,
  value: string,
  param: string,
  userId: string,
): void {
  const owner = identifiers.get(keyOf(kind, value))
  if (owner !== undefined && owner !== userId) {
    throw invalid(
      param,
      'form_identifier_exists',
      `That ${param.replaceAll('_', ' ')} is taken. Please try another.`,
    )
  }
}

function verified(strategy: string) {
  return {
    object: 'verification_admin',
    status: 'verified',
    strategy,
    attempts: null,
    expire_at: null,
  } as const
}

function newEmailAddress(state: State, email: string, reserved: boolean): EmailAddress {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw invalid(
      'email_address',
      'form_param_format_invalid',
      'is invalid',
      'email_address must be a valid email address.',
    )
  }
  const now = state.clock.now()
  return {
    id: state.newId('idn'),
    object: 'email_address',
    email_address: email.toLowerCase(),
    reserved,
    verification: reserved ? null : verified('admin'),
    linked_to: [],
    matches_sso_connection: false,
    created_at: now,
    updated_at: now,
  }
}

function newPhoneNumber(state: State, phone: string, reserved: boolean): PhoneNumber {
  if (!/^\+[1-9]\d{6,14}$/.test(phone)) {
    throw invalid(
      'phone_number',
      'form_param_format_invalid',
      'is invalid',
      'phone_number must be a valid phone number according to E.164.',
    )
  }
  const now = state.clock.now()
  return {
    id: state.newId('idn'),
    object: 'phone_number',
    phone_number: phone,
    reserved_for_second_factor: false,
    default_second_factor: false,
    reserved,
    verification: reserved ? null : verified('admin'),
    linked_to: [],
    backup_codes: null,
    created_at: now,
    updated_at: now,
  }
}

function newWallet(state: State, wallet: string): Web3Wallet {
  const now = state.clock.now()
  return {
    id: state.newId('idn'),
    object: 'web3_wallet',
    web3_wallet: wallet,
    verification: verified('admin'),
    created_at: now,
    updated_at: now,
  }
}
