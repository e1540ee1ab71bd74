import type { User } from 'clerklet'
import { emit } from '../core/events.ts'
import { addUser, checkShortest, type UserSeed } from '../identity/index.ts'
import { enroll } from '../organizations/index.ts'
import type { State } from '../state.ts'
import { acceptInvitations } from './invitations.ts'
import { completeWaiting } from './waitlist.ts'

/**
 * Creates a user, accepts their pending invitations, completes their waitlist entries, and emits `user.created`. Then invites
 * the user to organizations, or suggests organizations, by the domains of the user's verified addresses.
 *
 * @param adjust Makes changes that are specific to sign-ups, before the event is emitted.
 */
export function createUser(
  state: State,
  params: UserSeed,
  adjust: (user: User) => void = () => {},
): User {
  checkShortest(params.username)
  const user = addUser(state, params)
  adjust(user)
  acceptInvitations(state, user)
  completeWaiting(state, user)
  emit(state, 'user.created', user)
  enroll(state, user)
  return user
}
