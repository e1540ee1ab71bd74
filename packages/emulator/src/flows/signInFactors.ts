import type { EmailAddress, PhoneNumber, User } from 'clerklet'
import { type ContactKind, EMAIL, PHONE, statusOf } from '../identity/index.ts'
import type { State } from '../state.ts'

/** A factor with which a user can verify who they are. */
export interface Factor {
  strategy: string
  /** The address or number that the browser shows. Masked, except for a first factor that the user entered as the identifier. */
  safe_identifier?: string
  email_address_id?: string
  phone_number_id?: string
  primary?: boolean
  default?: boolean
}

/** The prefix of strategies with which a user resets the password by a code. */
export const RESET = 'reset_password_'

/**
 * Lists the first factors of a user: the password, and codes sent to addresses and numbers. Unverified contacts, numbers that
 * are reserved for the second factor, and attributes that are off are not factors. A user with a password can also reset the
 * password with a code.
 */
export function firstFactors({ settings }: State, user: User, identifier: string): Factor[] {
  const { attributes } = settings
  const numbers = user.phone_numbers.filter((phone) => !phone.reserved_for_second_factor)
  const codes = [
    ...(attributes.email_address === 'off'
      ? []
      : codeFactors(EMAIL, user, user.email_addresses, identifier)),
    ...(attributes.phone_number === 'off' ? [] : codeFactors(PHONE, user, numbers, identifier)),
  ]
  const hasPassword = user.password_enabled && attributes.password !== 'off'
  return [
    ...(hasPassword ? [{ strategy: 'password' }] : []),
    ...codes,
    ...(hasPassword
      ? codes.map((factor) => ({ ...factor, strategy: RESET + factor.strategy }))
      : []),
  ]
}

/** Lists the second factors of a user: an authenticator app, numbers reserved for the second factor, and backup codes. */
export function secondFactors(user: User): Factor[] {
  const numbers = user.phone_numbers.filter((phone) => phone.reserved_for_second_factor)
  return [
    ...(user.totp_enabled ? [{ strategy: 'totp' }] : []),
    ...numbers.map((phone) => ({
      strategy: PHONE.strategy,
      phone_number_id: phone.id ?? '',
      safe_identifier: masked(phone.phone_number),
      default: phone.default_second_factor ?? false,
    })),
    ...(user.backup_code_enabled ? [{ strategy: 'backup_code' }] : []),
  ]
}

function codeFactors<T extends EmailAddress | PhoneNumber>(
  kind: ContactKind<T>,
  user: User,
  contacts: T[],
  identifier: string,
): Factor[] {
  return contacts
    .filter((contact) => statusOf(contact) !== 'unverified')
    .map((contact) => {
      const value = kind.valueOf(contact)
      return {
        strategy: kind.strategy,
        [`${kind.object}_id`]: contact.id ?? '',
        safe_identifier: value === identifier.toLowerCase() ? value : masked(value),
        primary: user[kind.primary] === contact.id,
      }
    })
}

/** Masks a contact. An address keeps its first letter and its domain; a number keeps its first two and last two characters. */
function masked(value: string): string {
  const [local, domain] = value.split('@')
  return domain ? `${local?.[0]}****@${domain}` : `${value.slice(0, 2)}*******${value.slice(-2)}`
}
