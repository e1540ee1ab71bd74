import type { User } from 'clerklet'
import { entry, invalid, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import { HASHERS, matchesDigest } from './passwordDigests.ts'

/** The password parameters of `createUser` and `updateUser`. */
export interface PasswordParams {
  password?: string | null | undefined
  password_digest?: string | null | undefined
  password_hasher?: string | null | undefined
  skip_password_checks?: boolean | null | undefined
}

/** Some of the most common leaked passwords. */
const PWNED = new Set([
  '12345678',
  '123456789',
  '1234567890',
  '11111111',
  'password',
  'password1',
  'password123',
  'qwertyuiop',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'trustno1',
])

/**
 * Refuses a password of more than 72 bytes, and a digest with a wrong format or without a known hasher. Unless
 * `skip_password_checks` is set, also refuses a short password, and a leaked password when the setting `hibp` is on.
 *
 * @param name The parameter that contains the password.
 */
export function checkPassword(
  { settings }: State,
  params: PasswordParams,
  name = 'password',
): void {
  const { password, password_digest, password_hasher, skip_password_checks } = params
  if (password_digest) checkDigest(password_digest, password_hasher)
  if (!password) return
  if (new TextEncoder().encode(password).length > 72) {
    throw invalid(
      name,
      'form_password_size_in_bytes_exceeded',
      'Your password is too long. Please use a shorter one.',
    )
  }
  if (skip_password_checks) return
  if (password.length < 8) {
    throw invalid(name, 'form_password_length_too_short', 'Passwords must be 8 characters or more.')
  }
  if (settings.hibp && PWNED.has(password.toLowerCase())) {
    throw invalid(name, 'form_password_pwned', 'Password has been found in an online data breach.')
  }
}

function checkDigest(digest: string, hasher: string | null | undefined): void {
  if (!hasher) {
    throw invalid(
      'password_hasher',
      'form_conditional_param_missing',
      'is missing',
      'password_hasher is required when password_digest is present.',
    )
  }
  const known = Object.hasOwn(HASHERS, hasher) ? HASHERS[hasher] : undefined
  if (!known) {
    throw invalid(
      'password_hasher',
      'form_param_value_invalid',
      'is invalid',
      `password_hasher must be one of ${Object.keys(HASHERS).join(', ')}.`,
    )
  }
  if (!known.form.test(digest)) {
    throw invalid(
      'password_digest',
      'form_password_digest_invalid_code',
      'is invalid',
      `password_digest is not of the form that ${hasher} makes.`,
    )
  }
}

/** Sets the password of a user. The caller has called `checkPassword`. The new password is not marked as compromised. */
export function setPassword(state: State, user: User, params: PasswordParams): void {
  const { password = null, password_digest = null, password_hasher = null } = params
  state.passwords.set(user.id, {
    plain: password,
    digest: password ? null : password_digest,
    hasher: password ? null : password_hasher,
    compromised: false,
  })
  user.password_enabled = true
  user.password_last_updated_at = state.clock.now()
}

export function removePassword(state: State, user: User): void {
  state.passwords.delete(user.id)
  user.password_enabled = false
}

/** Marks the password of a user as compromised or not. Refuses a user without a password. */
export function setCompromised(state: State, user: User, compromised: boolean): void {
  const stored = state.passwords.get(user.id)
  if (!stored) throw noPassword()
  stored.compromised = compromised
}

/** Whether the password of a user is marked as compromised, so that the user has to choose a new one. */
export function isCompromised({ passwords }: State, user: User): boolean {
  return passwords.get(user.id)?.compromised ?? false
}

/** Whether a password is the user's. Refuses a user without a password. */
export async function matchesPassword(
  state: State,
  user: User,
  password: string,
): Promise<boolean> {
  const stored = state.passwords.get(user.id)
  if (!stored) throw noPassword()
  if (stored.plain !== null) return stored.plain === password
  return matchesDigest(stored.hasher ?? '', stored.digest ?? '', password)
}

function noPassword(): Refusal {
  return new Refusal(
    400,
    entry('no_password_set', 'no password set', 'The user does not have a password.'),
  )
}
