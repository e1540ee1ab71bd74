import type { EmailAddress, PhoneNumber, User } from 'clerklet'
import { Hono } from 'hono'
import { entry, invalid, Refusal } from '../../core/errors.ts'
import { type Kinds, oneOf, readBody, required } from '../../core/params.ts'
import {
  addContact,
  attemptVerification,
  type ContactChanges,
  type ContactKind,
  changeContact,
  checkFree,
  checkNotLast,
  checkNotLinked,
  contactOf,
  EMAIL,
  PHONE,
  prepareVerification,
  removeContact,
  setStatus,
  statusOf,
  touch,
  userOf,
} from '../../identity/index.ts'
import { sendPrimaryChange } from '../../messages/index.ts'
import { enroll } from '../../organizations/index.ts'
import type { State } from '../../state.ts'

const CHANGES: Kinds = { verified: 'boolean?', primary: 'boolean?' }
const EMAIL_CHANGES: Kinds = { ...CHANGES, notify_primary_email_address_changed: 'boolean?' }
const PHONE_CHANGES: Kinds = { ...CHANGES, reserved_for_second_factor: 'boolean?' }

interface Changes extends ContactChanges {
  verified?: boolean | null
}

interface Replacement {
  email_address?: string
  phone_number?: string
  identification_status?: string
  notify_primary_email_address_changed?: boolean | null
}

/** The routes of `/email_addresses`. */
export function emailAddresses(state: State): Hono {
  return contacts(state, EMAIL, EMAIL_CHANGES)
}

/** The routes of `/phone_numbers`. */
export function phoneNumbers(state: State): Hono {
  return contacts(state, PHONE, PHONE_CHANGES)
}

/** The routes of `/users/{user_id}/email_address` and `…/phone_number`. */
export function userContacts(state: State): Hono {
  const app = new Hono()
  const replaced: Kinds = { identification_status: 'string' }
  app.put('/:id/email_address', async (c) => {
    const body = await readBody<Replacement>(c, {
      ...replaced,
      email_address: 'string',
      notify_primary_email_address_changed: 'boolean?',
    })
    return c.json(replaceContacts(state, EMAIL, userOf(state, c.req.param('id')), body))
  })
  app.put('/:id/phone_number', async (c) => {
    const body = await readBody<Replacement>(c, { ...replaced, phone_number: 'string' })
    return c.json(replaceContacts(state, PHONE, userOf(state, c.req.param('id')), body))
  })
  return app
}

function contacts<T extends EmailAddress | PhoneNumber>(
  state: State,
  kind: ContactKind<T>,
  changes: Kinds,
): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody<Changes & Record<string, string>>(c, {
      ...changes,
      user_id: 'string',
      [kind.object]: 'string',
    })
    required(body, 'user_id', kind.object)
    const user = userOf(state, body.user_id ?? '')
    const value = kind.parse(body[kind.object] ?? '')
    const status = body.verified ? 'verified' : 'unverified'
    checkChanges(kind, user, body, Boolean(body.verified), 'create')
    const contact = addContact(state, kind, user, value, status)
    changeContact(state, kind, user, contact, body)
    enroll(state, touch(state, user), [contact])
    return c.json(contact)
  })

  app.get('/:id', (c) => c.json(contactOf(state, kind, c.req.param('id')).contact))

  app.patch('/:id', async (c) => {
    const { user, contact } = contactOf(state, kind, c.req.param('id'))
    const body = await readBody<Changes>(c, changes)
    const { verified } = body
    const before = statusOf(contact)
    checkChanges(kind, user, body, verified ?? before === 'verified', 'update')
    if (typeof verified === 'boolean' && verified !== (before === 'verified')) {
      setStatus(state, kind, user, contact, verified ? 'verified' : 'unverified')
    }
    changeContact(state, kind, user, contact, body)
    touch(state, user)
    if (statusOf(contact) !== before) enroll(state, user, [contact])
    return c.json(contact)
  })

  app.delete('/:id', (c) => {
    const { user, contact } = contactOf(state, kind, c.req.param('id'))
    checkNotLinked(contact)
    checkNotLast(user, kind.title)
    removeContact(state, kind, user, contact)
    touch(state, user)
    return c.json({ object: kind.object, id: contact.id, deleted: true })
  })

  app.post('/:id/prepare_verification', (c) => {
    const { user, contact } = contactOf(state, kind, c.req.param('id'))
    return c.json(prepareVerification(state, kind, user, contact))
  })

  app.post('/:id/attempt_verification', async (c) => {
    const { user, contact } = contactOf(state, kind, c.req.param('id'))
    const body = await readBody<{ verification_id: string; code: string }>(c, {
      verification_id: 'string',
      code: 'string',
    })
    required(body, 'verification_id', 'code')
    const before = statusOf(contact)
    const attempt = attemptVerification(state, kind, user, contact, body)
    if (statusOf(contact) !== before) enroll(state, touch(state, user), [contact])
    return c.json(attempt)
  })
  return app
}

/** Refuses to make an unverified contact primary, or a second factor. */
function checkChanges<T extends EmailAddress | PhoneNumber>(
  kind: ContactKind<T>,
  user: User,
  { primary, reserved_for_second_factor }: Changes,
  verified: boolean,
  verb: 'create' | 'update',
): void {
  if (reserved_for_second_factor && !verified) {
    throw new Refusal(
      400,
      entry(
        `identification_${verb}_second_factor_unverified`,
        `${verb === 'create' ? 'Create' : 'Update'} failed`,
        'An unverified identification cannot be a second factor.',
      ),
    )
  }
  // The first contact becomes primary even when it is unverified.
  if (primary && !verified && kind.of(user).length) {
    throw invalid(
      'primary',
      'form_verification_needed',
      'is unverified',
      `The ${kind.title} needs to be verified before it can be the primary one.`,
    )
  }
}

function replaceContacts<T extends EmailAddress | PhoneNumber>(
  state: State,
  kind: ContactKind<T>,
  user: User,
  body: Replacement,
): T {
  required(body, kind.object)
  const statuses = ['verified', 'reserved', 'unverified'] as const
  const status = oneOf('identification_status', body.identification_status, statuses) ?? 'verified'
  const value = kind.parse(body[kind.object] ?? '')
  checkFree(state, kind.name, value, kind.object, user.id)
  const before = [...kind.of(user)]
  for (const contact of before) checkNotLinked(contact)
  const primary = before.find((one) => one.id === user[kind.primary])
  for (const contact of before) removeContact(state, kind, user, contact)
  const contact = addContact(state, kind, user, value, status)
  if (body.notify_primary_email_address_changed && primary && kind.valueOf(primary) !== value) {
    sendPrimaryChange(state, user, kind.valueOf(primary), value)
  }
  enroll(state, touch(state, user), [contact])
  return contact
}
