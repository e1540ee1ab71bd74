import type { User } from 'clerklet'

/** Returns two texts that describe a user: the name and an identifier, or two identifiers when the user has no name. */
export function describeUser(user: User): [string, string] {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ')
  const others = [
    user.username,
    user.email_addresses[0]?.email_address,
    user.phone_numbers[0]?.phone_number,
    user.id,
  ].filter((one) => typeof one === 'string')
  return name ? [name, others[0] ?? ''] : [others[0] ?? '', others[1] ?? '']
}
