import type { User } from 'clerklet'
import { entry, Refusal } from '../core/errors.ts'
import { defaultImage } from '../core/images.ts'

/** Shows a user with an image of their own. */
export function setProfileImage(user: User, url: string): void {
  user.image_url = url
  user.has_image = true
}

/** Shows a user with the default image, or 404 when they have no other. */
export function removeProfileImage(user: User): void {
  if (!user.has_image) throw new Refusal(404, entry('image_not_found', 'Image not found'))
  user.image_url = defaultImage(user.id)
  user.has_image = false
}
