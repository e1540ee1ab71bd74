import type { User } from 'clerklet'
import { publicUserData } from '../identity/index.ts'

/** What browsers see of any user. One without an address, a number and a username is shown with nothing. */
export function sendPublicUserData(user: User) {
  const data = publicUserData(user)
  return { ...data, identifier: data.identifier ?? '' }
}
