import type { User } from 'clerklet'
import { invalid, notFound } from '../core/errors.ts'
import { imageForBrowsers } from '../core/images.ts'
import { required } from '../core/params.ts'
import {
  checkMaySignIn,
  checkPassword as checkNewPassword,
  forgetFailures,
  ownerOfIdentifier,
  setPassword,
  touch,
  userOf,
} from '../identity/index.ts'
import {
  addSession,
  beginAttempt,
  completeTask,
  endAttempt,
  noteFactors,
  revokeSessions,
  type Session,
  type StoredClient,
} from '../sessions/index.ts'
import type { State } from '../state.ts'
import { checkMaySignInWith, type Identifiers } from './admission.ts'
import {
  checkFactor,
  type Form,
  noteVerified,
  sendFactorCode,
  sendVerification,
  wrongState,
} from './factorProofs.ts'
import { IDENTIFIERS } from './requirements.ts'
import { checkNotSignedIn, checkSignedOut } from './sessionRules.ts'
import { type Factor, firstFactors, RESET, secondFactors } from './signInFactors.ts'
import type { Step, StoredSignIn } from './store.ts'

const DAY = 86_400_000

/** The kind of identifier for each attribute that identifies a user. */
const KINDS = { email_address: 'email', phone_number: 'phone', username: 'username' } as const

/**
 * Returns the sign-in with the given id. Refuses an unknown id, a sign-in of another client, or an abandoned sign-in with 404.
 */
export function signInOf(state: State, client: StoredClient | undefined, id: string): StoredSignIn {
  const signIn = state.signIns.get(id)
  if (!signIn || signIn.client_id !== client?.id || state.clock.now() >= signIn.abandon_at) {
    throw notFound(`No sign in was found with id ${id}`)
  }
  return signIn
}

/** Begins a sign-in, which replaces the previous sign-in of the browser. */
export function beginSignIn(state: State, client: StoredClient): StoredSignIn {
  const now = state.clock.now()
  forgetAbandoned(state)
  const signIn = state.signIns.add({
    id: state.newId('sia'),
    created_at: now,
    client_id: client.id,
    status: 'needs_identifier',
    identifier: null,
    user_id: null,
    first: null,
    second: null,
    created_session_id: null,
    abandon_at: now + DAY,
  })
  beginAttempt(state, client, { sign_in_id: signIn.id })
  return signIn
}

/** Removes the abandoned sign-ins, which no request can read any more. */
function forgetAbandoned({ signIns, clock }: State): void {
  const over: string[] = []
  for (const { id, abandon_at } of signIns) {
    if (clock.now() < abandon_at) break
    over.push(id)
  }
  for (const id of over) signIns.delete(id)
}

/**
 * Sets the user of a sign-in to the user with the given identifier: a verified or reserved address or number, a username or a
 * wallet. Attributes that are off identify no user. Refuses an unknown identifier, and a user who may not sign in or already is
 * signed in.
 */
export function identify(state: State, signIn: StoredSignIn, identifier: string): User {
  const { attributes } = state.settings
  const owner = IDENTIFIERS.filter((name) => attributes[name] !== 'off')
    .map((name) => ownerOfIdentifier(state, KINDS[name], identifier))
    .concat(ownerOfIdentifier(state, 'wallet', identifier))
    .find((id) => id !== undefined)
  if (owner === undefined) {
    throw invalid('identifier', 'form_identifier_not_found', "Couldn't find your account.")
  }
  const user = userOf(state, owner)
  checkMaySignIn(user)
  checkMaySignInWith(state, knownBy(user, identifier))
  checkNotSignedIn(state, state.clients.get(signIn.client_id), owner)
  state.signIns.set(signIn, 'user_id', owner)
  signIn.identifier = identifier
  signIn.status = 'needs_first_factor'
  return user
}

/**
 * Returns the identifiers to check against the allow-list and the block-list: the given address or number. For a username or a
 * wallet, they are the primary address and number of the user.
 */
function knownBy(user: User, identifier: string): Identifiers {
  const value = identifier.toLowerCase()
  const isEmail = user.email_addresses.some((one) => one.email_address === value)
  const isPhone = user.phone_numbers.some((one) => one.phone_number === value)
  if (isEmail) return { email_address: value }
  if (isPhone) return { phone_number: value }
  const { primary_email_address_id: email, primary_phone_number_id: phone } = user
  return {
    email_address: user.email_addresses.find(({ id }) => id === email)?.email_address,
    phone_number: user.phone_numbers.find(({ id }) => id === phone)?.phone_number,
  }
}

/** Sends the code for a step of a sign-in. */
export function prepareFactor(state: State, signIn: StoredSignIn, step: Step, form: Form): void {
  const user = userOfStep(state, signIn, step)
  sendFactorCode(state, user, signIn, step, factorsOf(state, signIn, step, user), form)
}

/** Verifies a password or a code of a sign-in. The last necessary step signs the user in. */
export async function attemptFactor(
  state: State,
  client: StoredClient,
  signIn: StoredSignIn,
  step: Step,
  form: Form,
): Promise<void> {
  const user = userOfStep(state, signIn, step)
  checkSignedOut(state, client)
  const resets = form.strategy?.startsWith(RESET) ?? false
  // The new password is checked first, so that a refused password does not use up the code.
  if (resets) checkNewPassword(state, { password: form.password })
  await checkFactor(state, user, signIn, step, factorsOf(state, signIn, step, user), form)
  // Checked again: while the password was verified, another attempt may have succeeded or locked the user.
  userOfStep(state, signIn, step)
  checkSignedOut(state, client)
  checkNotSignedIn(state, client, user.id)
  noteVerified(signIn, step, form)
  if (resets) {
    signIn.status = 'needs_new_password'
    if (form.password) resetPassword(state, client, signIn, form)
  } else if (step === 'first') goOn(state, client, signIn, user)
  else finish(state, client, signIn, user)
}

/** Records that a ticket completed the first step of a sign-in. */
export function verifyByTicket(signIn: StoredSignIn): void {
  signIn.first = { strategy: 'ticket', status: 'verified', verification_id: null }
}

/** Sets the password that a user chooses after verifying a reset code. Then continues the sign-in. */
export function resetPassword(
  state: State,
  client: StoredClient,
  signIn: StoredSignIn,
  form: Form,
): void {
  if (signIn.status !== 'needs_new_password')
    throw wrongState('sign-in', signIn.status, 'new password')
  checkSignedOut(state, client)
  const user = userOf(state, signIn.user_id ?? '')
  checkMaySignIn(user)
  checkNotSignedIn(state, client, user.id)
  required(form, 'password')
  const { password, sign_out_of_other_sessions } = form
  checkNewPassword(state, { password })
  setPassword(state, user, { password })
  completeTask(state, user.id, 'reset-password')
  if (sign_out_of_other_sessions === 'true') revokeSessions(state, user.id)
  touch(state, user)
  goOn(state, client, signIn, user)
}

/** Continues with the second step, or completes the sign-in. */
function goOn(state: State, client: StoredClient, signIn: StoredSignIn, user: User): void {
  if (user.two_factor_enabled) signIn.status = 'needs_second_factor'
  else finish(state, client, signIn, user)
}

/** Signs in a user who has completed all steps. */
function finish(state: State, client: StoredClient, signIn: StoredSignIn, user: User): void {
  const session = addSession(state, user.id, { client })
  if (signIn.second) noteFactors(state, session, ['first', 'second'])
  complete(state, client, signIn, session)
}

/** Records the session that completes a sign-in. */
export function complete(
  state: State,
  client: StoredClient,
  signIn: StoredSignIn,
  session: Session,
): void {
  forgetFailures(state, userOf(state, session.user_id))
  state.signIns.set(signIn, 'user_id', session.user_id)
  signIn.status = 'complete'
  signIn.created_session_id = session.id
  endAttempt(client, 'sign_in_id', signIn.first?.strategy ?? null)
}

/** Returns a sign-in as browsers see it. */
export function sendSignIn(state: State, signIn: StoredSignIn) {
  const { id, status, identifier, created_session_id, abandon_at } = signIn
  const user = state.users.get(signIn.user_id ?? '')
  return {
    object: 'sign_in_attempt',
    id,
    status,
    supported_identifiers: IDENTIFIERS.filter((name) => state.settings.attributes[name] !== 'off'),
    supported_first_factors: user ? firstFactors(state, user, identifier ?? '') : null,
    supported_second_factors: user && status !== 'needs_first_factor' ? secondFactors(user) : null,
    first_factor_verification: sendVerification(state, signIn.first),
    second_factor_verification: sendVerification(state, signIn.second),
    identifier,
    user_data: user
      ? {
          first_name: user.first_name,
          last_name: user.last_name,
          image_url: imageForBrowsers(state, user.image_url),
          has_image: user.has_image,
        }
      : null,
    created_session_id,
    abandon_at,
  }
}

function factorsOf(state: State, { identifier }: StoredSignIn, step: Step, user: User): Factor[] {
  return step === 'first' ? firstFactors(state, user, identifier ?? '') : secondFactors(user)
}

/** Returns the user who signs in. Refuses a step that is not the next one, and a user who may not sign in. */
function userOfStep(state: State, signIn: StoredSignIn, step: Step): User {
  if (signIn.status !== `needs_${step}_factor`)
    throw wrongState('sign-in', signIn.status, `${step} factor`)
  const user = userOf(state, signIn.user_id ?? '')
  checkMaySignIn(user)
  return user
}
