import type { User } from 'clerklet'
import { entry, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import type { State } from '../state.ts'

/** Unlocks a user whose lock has ended, and updates the remaining time of the lock and the remaining attempts. */
export function asOfNow(state: State, user: User): User {
  const until = user.locked ? state.lockouts.get(user.id) : undefined
  if (until !== undefined) {
    const left = until - state.clock.now()
    if (left > 0) user.lockout_expires_in_seconds = Math.ceil(left / 1000)
    else setLocked(state, user, false)
  }
  user.verification_attempts_remaining = attemptsLeft(state, user.id)
  return user
}

/** The number of failed attempts that remain before the user is locked. `null` when lockout is disabled. */
export function attemptsLeft({ settings, failedAttempts }: State, userId: string): number | null {
  const { enabled, max_attempts } = settings.user_lockout
  return enabled ? Math.max(0, max_attempts - (failedAttempts.get(userId) ?? 0)) : null
}

/** Locks a user for the duration in the settings, or unlocks them. Unlocking restores all attempts. */
export function setLocked(state: State, user: User, locked: boolean): void {
  const { duration_in_minutes } = state.settings.user_lockout
  const seconds = locked && duration_in_minutes !== null ? duration_in_minutes * 60 : null
  user.locked = locked
  user.lockout_expires_in_seconds = seconds
  if (seconds === null) state.lockouts.delete(user.id)
  else state.lockouts.set(user.id, state.clock.now() + seconds * 1000)
  if (!locked) state.failedAttempts.delete(user.id)
  user.verification_attempts_remaining = attemptsLeft(state, user.id)
}

/**
 * Counts a wrong password, code, authenticator code or backup code. The last allowed attempt locks the user, and is refused
 * with `user_locked`.
 *
 * Attempts in the Frontend API count: at sign-ins, at reverifications, and when users change or remove their password. The
 * operations `verifyUserPassword` and `verifyUserTotp` of the Backend API neither count failed attempts nor check the lock,
 * because no documentation says that lockout applies to them.
 *
 * @see {@link https://clerk.com/docs/guides/secure/user-lockout Brute force attacks and locking user accounts}
 */
export function countFailure(state: State, user: User): void {
  if (!state.settings.user_lockout.enabled) return
  state.failedAttempts.set(user.id, (state.failedAttempts.get(user.id) ?? 0) + 1)
  user.verification_attempts_remaining = attemptsLeft(state, user.id)
  if (user.verification_attempts_remaining) return
  setLocked(state, user, true)
  emit(state, 'user.updated', user)
  checkMaySignIn(user)
}

/** Resets the failed attempts of a user, after a sign-in or a reverification. */
export function forgetFailures(state: State, user: User): void {
  state.failedAttempts.delete(user.id)
  user.verification_attempts_remaining = attemptsLeft(state, user.id)
}

/** Refuses users who are banned or locked. */
export function checkMaySignIn(user: User): void {
  if (user.banned) {
    throw new Refusal(
      403,
      entry('user_banned', 'User banned', 'The user is banned and cannot be signed in.'),
    )
  }
  if (user.locked) {
    throw new Refusal(
      403,
      entry('user_locked', 'User locked', 'The user is locked and cannot be signed in.', {
        lockout_expires_in_seconds: user.lockout_expires_in_seconds,
      }),
    )
  }
}
