import type { User } from 'clerklet'
import { entry, Refusal } from '../core/errors.ts'
import { defaultImage } from '../core/images.ts'

/** Sets the profile image of a user. */
export function setProfileImage(user: User, url: string): void {
  user.image_url = url
  user.has_image = true
}

/** Replaces the profile image of a user by the default image. Refuses a user without a profile image with 404. */
export function removeProfileImage(user: User): void {
  if (!user.has_image) throw new Refusal(404, entry('image_not_found', 'Image not found'))
  user.image_url = defaultImage(user.id)
  user.has_image = false
}
