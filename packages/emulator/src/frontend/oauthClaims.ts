import type { User } from 'clerklet'
import { EMAIL, statusOf } from '../identity/index.ts'

/** Returns the claims about a user that the scopes of a token grant: the claims of OpenID Connect, and metadata. */
export function claimsOf(user: User, scopes: string[]): Record<string, unknown> {
  const email = user.email_addresses.find(({ id }) => id === user[EMAIL.primary])
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ')
  return {
    ...(scopes.includes('profile') && {
      name: name || null,
      given_name: user.first_name,
      family_name: user.last_name,
      username: user.username,
      preferred_username: user.username,
      picture: user.image_url ?? null,
    }),
    ...(scopes.includes('email') && {
      email: email?.email_address ?? null,
      email_verified: email !== undefined && statusOf(email) === 'verified',
    }),
    ...(scopes.includes('public_metadata') && { public_metadata: user.public_metadata }),
    ...(scopes.includes('private_metadata') && { private_metadata: user.private_metadata }),
  }
}
