import type { User } from '../schemas/user.ts'

/**
 * The primary phone number of a user in E.164 form, such as `+12025550100`; undefined when there is none.
 *
 * Never returns another number, which may be unverified and belong to another person. For the verification of the number, read
 * its entry in `user.phone_numbers`.
 *
 * @example
 * const phone = primaryPhone(await getUser(ctx, 'user_2abc'))
 */
export function primaryPhone(
  user: Pick<User, 'primary_phone_number_id' | 'phone_numbers'>,
): string | undefined {
  const { primary_phone_number_id: id, phone_numbers } = user
  // A response may lack `phone_numbers`.
  return id ? phone_numbers?.find((one) => one.id === id)?.phone_number : undefined
}
