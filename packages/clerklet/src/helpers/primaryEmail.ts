import type { User } from '../schemas/user.ts'

/**
 * The primary e-mail address of a user; undefined when there is none.
 *
 * Never returns another address, which may be unverified and belong to another person. For the verification of the address,
 * read its entry in `user.email_addresses`.
 *
 * @example
 * const email = primaryEmail(await getUser(ctx, 'user_2abc'))
 */
export function primaryEmail(
  user: Pick<User, 'primary_email_address_id' | 'email_addresses'>,
): string | undefined {
  const { primary_email_address_id: id, email_addresses } = user
  // A response may lack `email_addresses`.
  return id ? email_addresses?.find((one) => one.id === id)?.email_address : undefined
}
