import type { User } from 'clerklet'
import { entry, Refusal } from './errors.ts'
import type { State } from './state.ts'

const LOCKOUT = 3600

/** A user whose lock has been brought up to date. */
export function asOfNow(state: State, user: User): User {
  const until = user.locked ? state.lockouts.get(user.id) : undefined
  if (until === undefined) return user
  const left = until - state.clock.now()
  if (left > 0) user.lockout_expires_in_seconds = Math.ceil(left / 1000)
  else setLocked(state, user, false)
  return user
}

/** Bars a user from signing in for an hour, or no longer. */
export function setLocked(state: State, user: User, locked: boolean): void {
  user.locked = locked
  user.lockout_expires_in_seconds = locked ? LOCKOUT : null
  user.verification_attempts_remaining = locked ? 0 : 100
  if (locked) state.lockouts.set(user.id, state.clock.now() + LOCKOUT * 1000)
  else state.lockouts.delete(user.id)
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
