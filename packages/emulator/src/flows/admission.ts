import { entry, Refusal } from '../core/errors.ts'
import { checkCountry } from '../messages/index.ts'
import type { State } from '../state.ts'

/** Domains of disposable addresses. Clerk has a far longer list. */
const DISPOSABLE = new Set([
  '10minutemail.com',
  'dispostable.com',
  'getnada.com',
  'guerrillamail.com',
  'maildrop.cc',
  'mailinator.com',
  'mailnesia.com',
  'sharklasers.com',
  'temp-mail.org',
  'throwawaymail.com',
  'trashmail.com',
  'yopmail.com',
])

/** The e-mail address and the phone number of a sign-up or sign-in, in the form in which they are stored. */
export interface Identifiers {
  email_address?: string | null | undefined
  phone_number?: string | null | undefined
}

/** Refuses every sign-up unless the sign-up mode is `public`. The caller skips this check for an invited address. */
export function checkMode({ settings }: State): void {
  const { mode } = settings.sign_up
  if (mode === 'public') return
  throw new Refusal(
    403,
    mode === 'waitlist'
      ? entry(
          'sign_up_restricted_waitlist',
          'Sign-ups restricted with waitlist',
          'Sign-ups are currently unavailable. Join the waitlist, and you will be notified when access becomes available.',
        )
      : entry(
          'sign_up_mode_restricted',
          'Sign-ups restricted',
          'New sign-ups are currently restricted.',
        ),
  )
}

/**
 * Refuses a sign-up that the restrictions of the instance exclude. They are the allow-list and the block-list, and the rules
 * on subaddresses, disposable addresses, and Gmail addresses that differ from a user's only by dots. Phone numbers of
 * countries to which no text message is sent are also refused.
 *
 * The restrictions apply when people sign up themselves. Operations of the Backend API, such as `createUser`, are exempt: the
 * specification mentions sign-ups only, and only the application can call that API. An address with an invitation need not be
 * on the allow-list. With `invited`, the rules on subaddresses, disposable and Gmail addresses do not apply.
 *
 * @see {@link https://clerk.com/docs/guides/secure/restricting-access Restrictions}
 */
export function checkMaySignUp(
  state: State,
  identifiers: Identifiers,
  { invited }: { invited: boolean },
): void {
  const { email_address: email, phone_number: phone } = identifiers
  checkLists(state, identifiers)
  if (email && !invited) checkAddress(state, email)
  if (phone) checkCountry(state, phone)
}

/** Refuses identifiers that the allow-list or the block-list excludes, unless both lists apply to sign-ups alone. */
export function checkMaySignInWith(state: State, identifiers: Identifiers): void {
  if (state.settings.restrictions.allowlist_blocklist_disabled_on_sign_in) return
  checkLists(state, identifiers)
}

/**
 * Refuses identifiers that the allow-list or the block-list excludes. The allow-list takes precedence. An invited address need
 * not be on the allow-list.
 */
function checkLists(
  state: State,
  { email_address: email, phone_number: phone }: Identifiers,
): void {
  const { allowlist, blocklist } = state.settings.restrictions
  const kept = [email, phone].filter((one): one is string => {
    if (!one) return false
    const isAllowed = isOn(state, 'allowlist', patternsOf(one))
    if (allowlist && !isAllowed && !isInvited(state, one)) return true
    if (allowlist && isAllowed) return false
    return blocklist && isOn(state, 'blocklist', [...patternsOf(one), withoutSubaddress(one)])
  })
  if (!kept.length) return
  throw notAllowed(
    'Access not allowed.',
    `${kept.join(', ')} ${kept.length > 1 ? 'are' : 'is'} not allowed to access this application.`,
    { identifiers: kept },
  )
}

function isOn(state: State, list: 'allowlist' | 'blocklist', patterns: string[]): boolean {
  // `where` cannot be called on a union of two collections.
  const found = (identifier: string) =>
    list === 'allowlist'
      ? state.allowlist.where('identifier', identifier)
      : state.blocklist.where('identifier', identifier)
  return patterns.some((pattern) => found(pattern).length > 0)
}

/** Returns the list entries that match an identifier: the identifier, its domain, and the parent domains. */
function patternsOf(identifier: string): string[] {
  const [, domain] = identifier.toLowerCase().split('@')
  const labels = domain?.split('.') ?? []
  return [
    identifier.toLowerCase(),
    ...(domain ? [`*@${domain}`] : []),
    ...labels.slice(1).map((_, i) => `*@*.${labels.slice(i + 1).join('.')}`),
  ]
}

function isInvited(state: State, email: string): boolean {
  return (
    state.invitations
      .where('email_address', email)
      .some(({ status }) => status === 'pending' || status === 'accepted') ||
    state.organizationInvitations
      .where('email_address', email)
      .some(({ status }) => status === 'pending' || status === 'accepted')
  )
}

function withoutSubaddress(identifier: string): string {
  return identifier.toLowerCase().replace(/^([^@+#=]+)[+#=][^@]*@/, '$1@')
}

function checkAddress(state: State, email: string): void {
  const { restrictions } = state.settings
  const { block_email_subaddresses, block_disposable_email_domains } = restrictions
  if (block_email_subaddresses && withoutSubaddress(email) !== email) {
    throw notAllowed(
      'Email subaddress not allowed.',
      "Email address must not contain the characters '+', '=', or '#'.",
      { param_name: 'email_address' },
    )
  }
  if (block_disposable_email_domains && DISPOSABLE.has(email.split('@')[1] ?? '')) {
    throw notAllowed(
      'Access not allowed.',
      `${email} is a disposable address: it is not allowed to access this application.`,
      { identifiers: [email] },
    )
  }
  const dotsCount = !block_email_subaddresses && !restrictions.ignore_dots_for_gmail_addresses
  if (!dotsCount && hasTwin(state, email)) {
    throw notAllowed(
      'This email address is already in use.',
      'Creating multiple accounts with the same email address is not allowed.',
      { param_name: 'email_address' },
    )
  }
}

/** Whether a user already has this Gmail address, regardless of dots. */
function hasTwin({ identifiers }: State, email: string): boolean {
  const mailbox = mailboxOf(email)
  if (!mailbox) return false
  // The search through all users runs only for Gmail addresses, and only when the settings require it.
  for (const key of identifiers.keys()) {
    if (key.startsWith('email:') && mailboxOf(key.slice(6)) === mailbox) return true
  }
  return false
}

function mailboxOf(email: string): string | undefined {
  const [, local] = /^([^@]+)@(?:gmail|googlemail)\.com$/.exec(email) ?? []
  return local?.replaceAll('.', '')
}

function notAllowed(message: string, long: string, meta: Record<string, unknown>): Refusal {
  return new Refusal(403, entry('not_allowed_access', message, long, meta))
}
