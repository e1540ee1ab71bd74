import { entry, invalid, Refusal } from '../core/errors.ts'
import type { Attributes } from '../core/settings.ts'
import type { UserSeed } from '../identity/index.ts'
import type { State } from '../state.ts'
import type { StoredSignUp } from './store.ts'

/** The attributes that identify a user. */
export const IDENTIFIERS = ['email_address', 'phone_number', 'username'] as const

type Name = keyof Attributes

/** Returns the required and the optional fields of a sign-up. */
export function fieldsOf({ settings }: State): { required: string[]; optional: string[] } {
  const { attributes, sign_up } = settings
  const used = (use: string) => NAMES.filter((name) => attributes[name] === use)
  return {
    required: [...used('required'), ...(sign_up.legal_consent_enabled ? ['legal_accepted'] : [])],
    optional: used('on'),
  }
}

/** Lists the fields that a sign-up lacks. When no identifier is required, one of the optional identifiers must be given. */
export function missingFields(signUp: StoredSignUp): string[] {
  const { required_fields, optional_fields } = signUp
  const missing = required_fields.filter((name) => !isGiven(signUp, name))
  if (IDENTIFIERS.some((name) => required_fields.includes(name) || signUp[name])) return missing
  return [...missing, ...IDENTIFIERS.filter((name) => optional_fields.includes(name))]
}

/** Refuses an attribute that is `off` in the settings. */
export function checkAttributes({ settings }: State, given: Partial<Record<Name, unknown>>): void {
  const name = NAMES.find((one) => given[one] && settings.attributes[one] === 'off')
  if (name === undefined) return
  throw invalid(
    name,
    'form_param_unknown',
    'is unknown',
    `${name} is not a valid parameter for this request.`,
  )
}

/** Refuses a user without the password or the legal consent that the instance requires, unless `params` skips the check. */
export function checkRequirements({ settings }: State, params: UserSeed): void {
  const { attributes, sign_up } = settings
  const lacksPassword =
    attributes.password === 'required' &&
    !params.skip_password_requirement &&
    !params.password &&
    !params.password_digest
  const lacksConsent =
    sign_up.legal_consent_enabled && !params.skip_legal_checks && !params.legal_accepted_at
  const missing = [
    ...(lacksPassword ? ['password'] : []),
    ...(lacksConsent ? ['legal_accepted_at'] : []),
  ]
  if (!missing.length) return
  throw new Refusal(
    422,
    entry('form_data_missing', 'missing data', `The instance requires ${missing.join(' and ')}.`),
  )
}

const NAMES: Name[] = [...IDENTIFIERS, 'first_name', 'last_name', 'password']

function isGiven(signUp: StoredSignUp, name: string): boolean {
  if (name === 'password') return signUp.password_enabled
  if (name === 'legal_accepted') return signUp.legal_accepted_at !== null
  return Boolean(signUp[name as Exclude<Name, 'password'>])
}
