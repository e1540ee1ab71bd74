import type { Email, User } from 'clerklet'
import { countryOf } from '../core/countries.ts'
import { entry, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import type { State } from '../state.ts'
import { keepEmail } from './emails.ts'
import { noteMessage } from './outbox.ts'
import { isDelivered } from './templates.ts'

/** The code for test addresses and test numbers. */
const TEST_CODE = '424242'

/** Whether `to` is a test address or a test number, and test mode is enabled. Such a recipient gets no message with a code. */
function isForTests({ settings }: State, to: string): boolean {
  return settings.test_mode && /^[^@]+\+clerk_test[^@]*@|^\+1\d{3}55501\d\d$/.test(to)
}

/** Refuses a number of a country to which the instance sends no text messages. */
export function checkCountry({ settings }: State, to: string): void {
  const country = countryOf(to)
  if (!country || !settings.communication.blocked_country_codes.includes(country)) return
  throw new Refusal(
    403,
    entry(
      'not_allowed_access',
      'Country code not allowed.',
      `Phone numbers of ${country} are not allowed. Please use a different method.`,
      { param_name: 'phone_number' },
    ),
  )
}

/**
 * Creates the message with a code, and returns the code. In test mode, addresses with `+clerk_test` and the fictional numbers
 * +1 (XXX) 555-0100 to 0199 have the code 424242, and no message is created. Any other code is in `data.otp_code` of the event
 * `email.created` or `sms.created`. Like ids, codes are the same in every run.
 *
 * @see {@link https://clerk.com/docs/guides/development/testing/test-emails-and-phones Test emails and phones}
 */
export function sendCode(
  state: State,
  channel: 'email' | 'phone',
  { slug, to, user }: Pick<Message, 'slug' | 'to' | 'user'>,
): string {
  if (channel === 'phone') checkCountry(state, to)
  if (isForTests(state, to)) return TEST_CODE
  let number = 0
  for (const character of state.newId('otp')) {
    number = (number * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000
  }
  const otp_code = `${number}`.padStart(6, '0')
  const subject = `${otp_code} is your verification code`
  const message = { slug, to, subject, user, data: { otp_code } }
  if (channel === 'phone') sendSms(state, message)
  else sendEmail(state, message)
  return otp_code
}

/** The content of an e-mail or a text message. */
interface Message {
  /** The slug of the template, such as `invitation`. */
  slug: string
  to: string
  subject: string
  user?: User | undefined
  /** The variables of the template, such as `otp_code` or `action_url`. */
  data: Record<string, unknown>
}

/** Creates an e-mail, which is not actually sent, and emits `email.created`. */
export function sendEmail(state: State, { slug, to, subject, user, data }: Message): Email {
  const { otp_code, action_url } = data
  const text = [subject, otp_code, action_url].filter(Boolean).join('\n')
  return keepEmail(state, {
    slug,
    from_email_name: 'noreply',
    to_email_address: to,
    email_address_id: user?.email_addresses.find((one) => one.email_address === to)?.id ?? null,
    user_id: user?.id ?? null,
    subject,
    body: `<p>${text.replaceAll('\n', '<br>')}</p>`,
    body_plain: text,
    data: { app: { name: 'Emulator' }, ...data },
    delivered_by_clerk: isDelivered(state, 'email', slug),
  })
}

/** Creates an e-mail to the previous primary address about the new primary address. */
export function sendPrimaryChange(state: State, user: User, before: string, after: string): void {
  sendEmail(state, {
    slug: 'primary_email_address_changed',
    to: before,
    subject: 'Your primary email address has changed',
    user,
    data: { new_email_address: after },
  })
}

/** Creates a text message, which is not actually sent, and emits `sms.created`. */
export function sendSms(state: State, { slug, to, subject, user, data }: Message): void {
  const id = state.newId('sms')
  const message = [subject, data.otp_code].filter(Boolean).join(' ')
  const delivered_by_clerk = isDelivered(state, 'sms', slug)
  emit(state, 'sms.created', {
    object: 'sms_message',
    id,
    slug,
    from_phone_number: '+15555550199',
    to_phone_number: to,
    phone_number_id: user?.phone_numbers.find((one) => one.phone_number === to)?.id ?? null,
    user_id: user?.id ?? null,
    message,
    status: 'queued',
    data: { app: { name: 'Emulator' }, ...data },
    delivered_by_clerk,
    created_at_ms: state.clock.now(),
  })
  noteMessage(
    state,
    { id, channel: 'sms', to, subject: null, body: message, delivered_by_clerk },
    data,
  )
}
