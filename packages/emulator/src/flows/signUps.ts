import type { SignUp } from 'clerklet'
import { entry, notFound, Refusal } from '../core/errors.ts'
import { checkSize } from '../core/metadata.ts'
import {
  checkFree,
  checkPassword,
  checkProfile,
  checkShortest,
  EMAIL,
  PHONE,
  statusAsOfNow,
} from '../identity/index.ts'
import type { State } from '../state.ts'
import type { Identifiers } from './admission.ts'
import { checkAttributes, fieldsOf, missingFields } from './requirements.ts'
import type { StoredSignUp } from './store.ts'

const DAY = 86_400_000

/** A sign-up in a seed. The Backend API cannot create sign-ups. */
export interface SignUpSeed {
  /** Default: a new id. */
  id?: string | undefined
  email_address?: string | undefined
  phone_number?: string | undefined
  username?: string | undefined
  first_name?: string | undefined
  last_name?: string | undefined
  external_id?: string | undefined
  unsafe_metadata?: Record<string, unknown> | undefined
}

/** The attributes that a visitor can provide in a sign-up. An empty string removes the attribute. */
export interface SignUpChanges extends Omit<SignUpSeed, 'id' | 'external_id'> {
  password?: string | undefined
  /** Whether the visitor has accepted the legal terms. `false` changes nothing. */
  legal_accepted?: boolean | undefined
  locale?: string | undefined
}

/** The contacts that a sign-up verifies. */
export type ContactName = 'email_address' | 'phone_number'

/** Returns the sign-up with the given id, its statuses updated to the current time. Refuses an unknown id with 404. */
export function signUpOf(state: State, id: string): StoredSignUp {
  const signUp = state.signUps.get(id)
  if (!signUp) throw notFound(`No sign-up was found with id ${id}`)
  const { status, abandon_at } = signUp
  if (status === 'missing_requirements' && state.clock.now() >= (abandon_at ?? 0)) {
    signUp.status = 'abandoned'
  }
  for (const { object } of [EMAIL, PHONE]) {
    const verification = signUp.verifications[object]
    const { status: stands, expire_at } = verification ?? {}
    if (!verification || !stands || !expire_at) continue
    if (statusAsOfNow(state, { status: stands, expire_at }) === stands) continue
    verification.status = 'expired'
    verification.next_action = 'needs_prepare'
  }
  return signUp
}

/** Returns a sign-up without the fields that the API never sends. */
export function sendSignUp({
  created_at: _created,
  client_id: _client,
  password: _password,
  invitation_id: _invitation,
  ...signUp
}: StoredSignUp): SignUp {
  return signUp
}

/** Begins a sign-up. Its contacts are unverified. */
export function addSignUp(state: State, { id, external_id, ...seed }: SignUpSeed): StoredSignUp {
  const now = state.clock.now()
  const { required, optional } = fieldsOf(state)
  const signUp: StoredSignUp = {
    object: 'sign_up_attempt',
    id: id ?? state.newId('sua'),
    status: 'missing_requirements',
    required_fields: required,
    optional_fields: optional,
    missing_fields: required,
    unverified_fields: [],
    verifications: {
      email_address: null,
      phone_number: null,
      web3_wallet: null,
      external_account: null,
    },
    username: null,
    email_address: null,
    phone_number: null,
    web3_wallet: null,
    password_enabled: false,
    first_name: null,
    last_name: null,
    unsafe_metadata: {},
    public_metadata: {},
    custom_action: false,
    external_id: external_id ?? null,
    created_session_id: null,
    created_user_id: null,
    abandon_at: now + DAY,
    legal_accepted_at: null,
    locale: null,
    created_at: now,
    client_id: null,
    password: null,
    invitation_id: null,
  }
  fill(state, signUp, seed)
  return state.signUps.add(signUp)
}

/** Adds the data of an invitation to a sign-up. The invited address counts as verified. */
export function admitInvited(
  signUp: StoredSignUp,
  { id, email_address, public_metadata }: Invited,
): void {
  signUp.invitation_id = id
  signUp.email_address = email_address
  signUp.public_metadata = public_metadata
  signUp.verifications.email_address = {
    object: 'verification_ticket',
    status: 'verified',
    strategy: 'ticket',
    attempts: null,
    expire_at: null,
    next_action: '',
    supported_strategies: ['ticket'],
  }
  refresh(signUp)
}

/** The data that an invitation adds to a sign-up. */
export interface Invited {
  id: string
  email_address: string
  public_metadata: Record<string, unknown>
}

/** Refuses a sign-up that is complete or abandoned. */
export function checkOpen({ status }: StoredSignUp): void {
  if (status === 'missing_requirements') return
  throw new Refusal(
    403,
    entry(
      'sign_up_cannot_be_updated',
      'Sign up cannot be updated',
      `The status of the sign-up is ${status}.`,
    ),
  )
}

/**
 * Applies changes to a sign-up. When one change is refused, no change is applied.
 *
 * @param admit Refuses addresses and numbers that may not sign up.
 */
export function fill(
  state: State,
  signUp: StoredSignUp,
  changes: SignUpChanges,
  admit: (contacts: Identifiers) => void = () => {},
): void {
  const { email_address: email, phone_number: phone, username, password, locale } = changes
  const contacts = {
    email_address: email ? EMAIL.parse(email) : null,
    phone_number: phone ? PHONE.parse(phone) : null,
  }
  admit({
    email_address: email === undefined ? signUp.email_address : contacts.email_address,
    phone_number: phone === undefined ? signUp.phone_number : contacts.phone_number,
  })
  checkAttributes(state, changes)
  checkProfile({ username, locale })
  checkShortest(username)
  checkPassword(state, { password })
  checkSize('unsafe_metadata', changes.unsafe_metadata)
  if (contacts.email_address) {
    checkFree(state, 'email', contacts.email_address, 'email_address')
  }
  if (contacts.phone_number) checkFree(state, 'phone', contacts.phone_number, 'phone_number')
  if (username) checkFree(state, 'username', username, 'username')

  for (const kind of [EMAIL, PHONE]) {
    const value = contacts[kind.object]
    if (changes[kind.object] === undefined || value === signUp[kind.object]) continue
    signUp[kind.object] = value
    // The strategy is not set before a code is sent: a page that finds a strategy does not request a code.
    signUp.verifications[kind.object] = value
      ? {
          status: 'unverified',
          next_action: 'needs_prepare',
          supported_strategies: [kind.strategy],
        }
      : null
  }
  for (const name of ['username', 'first_name', 'last_name', 'locale'] as const) {
    if (changes[name] !== undefined) signUp[name] = changes[name] || null
  }
  if (changes.unsafe_metadata) signUp.unsafe_metadata = changes.unsafe_metadata
  if (password !== undefined) {
    signUp.password = password || null
    signUp.password_enabled = Boolean(password)
  }
  if (changes.legal_accepted) signUp.legal_accepted_at = state.clock.now()
  refresh(signUp)
}

/** Recomputes the lists of missing and of unverified fields of a sign-up. */
export function refresh(signUp: StoredSignUp): void {
  signUp.missing_fields = missingFields(signUp)
  signUp.unverified_fields = ([EMAIL.object, PHONE.object] as const).filter(
    (name) => signUp[name] && signUp.verifications[name]?.status !== 'verified',
  )
}
