import type { SignUp } from 'clerklet'
import { parseEmailAddress, parsePhoneNumber } from './contacts.ts'
import { entry, notFound, Refusal } from './errors.ts'
import { checkSize } from './metadata.ts'
import type { State } from './state.ts'

const DAY = 86_400_000

/** A sign-up that somebody has begun: the Backend API cannot begin one. */
export interface SignUpSeed {
  /** Default: a new one. */
  id?: string | undefined
  email_address?: string | undefined
  phone_number?: string | undefined
  username?: string | undefined
  first_name?: string | undefined
  last_name?: string | undefined
  external_id?: string | undefined
  unsafe_metadata?: Record<string, unknown> | undefined
}

type StoredSignUp = SignUp & { created_at: number }

/** The sign-up with that id, its status brought up to date, or 404. */
export function signUpOf(state: State, id: string): StoredSignUp {
  const signUp = state.signUps.get(id)
  if (!signUp) throw notFound(`No sign-up was found with id ${id}`)
  const { status, abandon_at } = signUp
  if (status === 'missing_requirements' && state.clock.now() >= (abandon_at ?? 0)) {
    signUp.status = 'abandoned'
  }
  return signUp
}

/** Changes what the backend can change of a sign-up that goes on. */
export function changeSignUp(
  signUp: StoredSignUp,
  changes: { external_id?: string | null; custom_action?: boolean | null },
): StoredSignUp {
  if (signUp.status !== 'missing_requirements') {
    throw new Refusal(
      403,
      entry(
        'sign_up_cannot_be_updated',
        'Sign up cannot be updated',
        `The status of the sign-up is ${signUp.status}.`,
      ),
    )
  }
  if (changes.external_id !== undefined) signUp.external_id = changes.external_id
  if (typeof changes.custom_action === 'boolean') signUp.custom_action = changes.custom_action
  return signUp
}

/** Begins a sign-up: what it gives is still to be verified. */
export function addSignUp(state: State, seed: SignUpSeed): StoredSignUp {
  checkSize('unsafe_metadata', seed.unsafe_metadata)
  const now = state.clock.now()
  const email_address = seed.email_address ? parseEmailAddress(seed.email_address) : null
  const phone_number = seed.phone_number ? parsePhoneNumber(seed.phone_number) : null
  return state.signUps.add({
    object: 'sign_up_attempt',
    id: seed.id ?? state.newId('sua'),
    status: 'missing_requirements',
    required_fields: ['email_address'],
    optional_fields: ['phone_number', 'username', 'first_name', 'last_name', 'password'],
    missing_fields: email_address ? [] : ['email_address'],
    unverified_fields: [
      ...(email_address ? ['email_address'] : []),
      ...(phone_number ? ['phone_number'] : []),
    ],
    verifications: {
      email_address: email_address
        ? { next_action: 'needs_prepare', supported_strategies: ['email_code'] }
        : null,
      phone_number: phone_number
        ? { next_action: 'needs_prepare', supported_strategies: ['phone_code'] }
        : null,
      web3_wallet: null,
      external_account: null,
    },
    username: seed.username ?? null,
    email_address,
    phone_number,
    web3_wallet: null,
    password_enabled: false,
    first_name: seed.first_name ?? null,
    last_name: seed.last_name ?? null,
    unsafe_metadata: seed.unsafe_metadata ?? {},
    public_metadata: {},
    custom_action: false,
    external_id: seed.external_id ?? null,
    created_session_id: null,
    created_user_id: null,
    abandon_at: now + DAY,
    legal_accepted_at: null,
    locale: null,
    created_at: now,
  })
}
