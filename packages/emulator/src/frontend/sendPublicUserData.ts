import type { User } from 'clerklet'
import { imageForBrowsers } from '../core/images.ts'
import { publicUserData } from '../identity/index.ts'
import type { State } from '../state.ts'

/** The public data of a user. `identifier` is empty for a user who has no primary address, no primary number and no username. */
export function sendPublicUserData(state: State, user: User) {
  const data = publicUserData(user)
  const image_url = imageForBrowsers(state, data.image_url)
  return { ...data, image_url, profile_image_url: image_url, identifier: data.identifier ?? '' }
}
