import type { OrganizationMembershipPublicUserData, User } from 'clerklet'

/** The data of a user that other members of an organization see. */
export function publicUserData(user: User): OrganizationMembershipPublicUserData {
  const { id, first_name, last_name, has_image, username, banned } = user
  const image_url = user.image_url ?? ''
  return {
    user_id: id,
    first_name,
    last_name,
    profile_image_url: image_url,
    image_url,
    has_image,
    identifier: identifierOf(user),
    username,
    banned,
  }
}

/** The primary e-mail address, else the primary phone number, else the username. */
function identifierOf({
  email_addresses,
  primary_email_address_id,
  phone_numbers,
  primary_phone_number_id,
  username,
}: User): string | null {
  return (
    email_addresses.find(({ id }) => id === primary_email_address_id)?.email_address ??
    phone_numbers.find(({ id }) => id === primary_phone_number_id)?.phone_number ??
    username
  )
}
