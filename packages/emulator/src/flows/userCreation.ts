import type { User } from 'clerklet'
import { emit } from '../core/events.ts'
import { addUser, checkShortest, type UserSeed } from '../identity/index.ts'
import { enroll } from '../organizations/index.ts'
import type { State } from '../state.ts'
import { acceptInvitations } from './invitations.ts'
import { completeWaiting } from './waitlist.ts'

/**
 * Creates a user, who gets what was waiting for them, and tells of it.
 *
 * @param adjust Changes what only those have who signed up by themselves, before anybody hears of the user.
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
