import type { User } from 'clerklet'
import { emit } from './events.ts'
import { acceptInvitations } from './invitations.ts'
import { enroll } from './organizationEnrollments.ts'
import type { State } from './state.ts'
import { addUser, type UserSeed } from './users.ts'
import { completeWaiting } from './waitlist.ts'

/** Creates a user, who gets what was waiting for them, and tells of it. */
export function createUser(state: State, params: UserSeed): User {
  const user = addUser(state, params)
  acceptInvitations(state, user)
  completeWaiting(state, user)
  emit(state, 'user.created', user)
  enroll(state, user)
  return user
}
