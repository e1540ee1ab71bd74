import { invalid, type Refusal } from '../core/errors.ts'

/** The minimum length of a username: the default of a new instance. */
export const SHORTEST = 4
export const LONGEST = 64

/** Refuses a username or a locale with an invalid format, and a username that is too long. */
export function checkProfile({
  username,
  locale,
}: {
  username?: string | null | undefined
  locale?: string | null | undefined
}): void {
  if (username) checkUsername(username)
  if (!locale) return
  try {
    Intl.getCanonicalLocales(locale)
  } catch {
    throw invalid(
      'locale',
      'form_param_format_invalid',
      'is invalid',
      'locale must be a valid BCP-47 language tag.',
    )
  }
}

function checkUsername(username: string): void {
  if (/^\+[1-9]\d{6,14}$/.test(username)) {
    throw invalid(
      'username',
      'form_username_cannot_be_phone_number',
      'is invalid',
      'username cannot be a phone number.',
    )
  }
  if (!/^[\w-]+$/.test(username)) {
    throw invalid(
      'username',
      'form_username_invalid_character',
      'is invalid',
      'username can only contain letters, numbers and _ or -.',
    )
  }
  if (username.length > LONGEST) throw wrongLength()
}

/**
 * Refuses a new username that is too short. Seeds may contain shorter usernames, because users keep usernames that are older
 * than the limit.
 */
export function checkShortest(username: string | null | undefined): void {
  if (username && username.length < SHORTEST) throw wrongLength()
}

function wrongLength(): Refusal {
  return invalid(
    'username',
    'form_username_invalid_length',
    'is invalid',
    `username must be ${SHORTEST} to ${LONGEST} characters long.`,
  )
}
