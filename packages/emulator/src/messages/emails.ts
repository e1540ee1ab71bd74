import type { CreateEmailParams, Email } from 'clerklet'
import { invalid, notFound } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import { checkKinds, checkLength, type Kinds, required } from '../core/params.ts'
import type { State } from '../state.ts'
import { noteMessage } from './outbox.ts'
import type { StoredEmail } from './store.ts'

const ADDRESS: Kinds = { address: 'string', name: 'string' }

/** The expected type of each parameter of an e-mail. */
export const EMAIL_KINDS: Kinds = {
  to: { address: 'string', name: 'string', user_id: 'string' },
  from: ADDRESS,
  reply_to: ADDRESS,
  subject: 'string',
  html: 'string',
  text: 'string',
  cc: 'string[]',
  bcc: 'string[]',
  headers: 'object',
  attachments: [{ filename: 'string', content: 'string' }],
}

const KEY = /^[A-Za-z0-9_-]{1,255}$/

/** Refuses a malformed idempotency key. */
export function checkKey(name: string, key: string): void {
  if (KEY.test(key)) return
  throw invalid(
    name,
    'form_param_format_invalid',
    'is invalid',
    `${name} must be 1 to 255 characters of A-Z a-z 0-9 _ -.`,
  )
}

/** Returns the parameters of an e-mail. Refuses invalid parameters. */
export function checkEmail(params: Record<string, unknown>): CreateEmailParams {
  const email = checkKinds<CreateEmailParams>(params, EMAIL_KINDS)
  required(email, 'to', 'from', 'subject')
  required(email.from, 'address')
  if (email.reply_to) required(email.reply_to, 'address')
  checkLength('subject', email.subject, 1, 998)
  checkLength('from.name', email.from.name, 0, 200)
  checkLength('reply_to.name', email.reply_to?.name, 0, 200)
  if ((email.to.address === undefined) === (email.to.user_id === undefined)) {
    throw invalid(
      'to',
      'form_param_value_invalid',
      'is invalid',
      'to must have an address or a user_id, and not both.',
    )
  }
  if (email.html === undefined && email.text === undefined) required(email, 'html')
  if ((email.attachments?.length ?? 0) > 10) {
    throw invalid(
      'attachments',
      'form_param_exceeds_allowed_size',
      'exceeds the allowed size',
      'An e-mail has at most 10 attachments.',
    )
  }
  return email
}

/** Creates an e-mail, which is not actually sent. */
export function addEmail(state: State, params: CreateEmailParams): Email {
  const { to, from, subject, html, text } = params
  const recipient =
    to.user_id === undefined ? byAddress(state, to.address) : byUser(state, to.user_id)
  return keepEmail(state, {
    slug: null,
    from_email_name: from.address.split('@')[0] ?? '',
    ...recipient,
    subject,
    body: html ?? '',
    body_plain: text ?? null,
    data: null,
    delivered_by_clerk: true,
  })
}

/** Stores an e-mail, adds it to the outbox, and emits `email.created`. */
export function keepEmail(
  state: State,
  email: Omit<Email, 'object' | 'id' | 'status' | 'suppression_reason'>,
): Email {
  const kept = sendEmail(
    state.emails.add({
      object: 'email',
      id: state.newId('ema'),
      ...email,
      status: 'queued',
      suppression_reason: null,
      created_at: state.clock.now(),
    }),
  )
  emit(state, 'email.created', kept)
  const { id, to_email_address, subject, body, body_plain, delivered_by_clerk } = kept
  noteMessage(
    state,
    {
      id,
      channel: 'email',
      to: to_email_address ?? '',
      subject: subject ?? '',
      body: body_plain ?? body ?? '',
      delivered_by_clerk,
    },
    email.data,
  )
  return kept
}

/** Returns an e-mail as the API sends it. */
export function sendEmail({ created_at: _, ...email }: StoredEmail): Email {
  return email
}

interface Recipient {
  to_email_address: string
  email_address_id: string | null
  user_id: string | null
}

function byUser({ users }: State, id: string): Recipient {
  const user = users.get(id)
  if (!user) throw notFound(`No user was found with id ${id}`)
  const primary = user.email_addresses.find((one) => one.id === user.primary_email_address_id)
  if (!primary) {
    throw invalid('to', 'form_param_value_invalid', 'is invalid', 'The user has no e-mail address.')
  }
  return {
    to_email_address: primary.email_address,
    email_address_id: primary.id ?? null,
    user_id: id,
  }
}

function byAddress({ users, identifiers }: State, address = ''): Recipient {
  const user = users.get(identifiers.get(`email:${address.toLowerCase()}`) ?? '')
  const owned = user?.email_addresses.find((one) => one.email_address === address.toLowerCase())
  return {
    to_email_address: address,
    email_address_id: owned?.id ?? null,
    user_id: user?.id ?? null,
  }
}
