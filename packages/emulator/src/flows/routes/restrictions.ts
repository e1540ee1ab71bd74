import { Hono } from 'hono'
import { answerList } from '../../core/lists.ts'
import { readBody, required } from '../../core/params.ts'
import { sendSms } from '../../messages/index.ts'
import type { State } from '../../state.ts'
import { addInvitation, checkInvitable, sendInvitation } from '../invitations.ts'
import { addAllowed, addBlocked, removeIdentifier, typeOf } from '../restrictions.ts'

/** `/allowlist_identifiers` */
export function allowlistIdentifiers(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => answerList(c, state.allowlist.newest(), { envelope: 'asked' }))

  app.post('/', async (c) => {
    const body = await readBody<{ identifier: string; notify?: boolean }>(c, {
      identifier: 'string',
      notify: 'boolean?',
    })
    required(body, 'identifier')
    const { identifier, notify } = body
    const type = typeOf(identifier)
    const invites = notify && type === 'email_address' && !identifier.startsWith('*')
    if (invites) checkInvitable(state, [{ email_address: identifier }])
    const allowed = addAllowed(state, { identifier })
    if (invites) {
      const invitation = addInvitation(state, { email_address: identifier })
      sendInvitation(state, invitation, 'invitation')
      allowed.invitation_id = invitation.id
    } else if (notify && type === 'phone_number') {
      sendSms(state, { slug: 'invitation', to: identifier, subject: 'You are invited', data: {} })
    }
    return c.json(allowed)
  })

  app.delete('/:id', (c) => {
    const id = c.req.param('id')
    removeIdentifier(state, 'allowlist', id)
    return c.json({ object: 'allowlist_identifier', id, deleted: true })
  })
  return app
}

/** `/blocklist_identifiers` */
export function blocklistIdentifiers(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const data = [...state.blocklist.newest()]
    return c.json({ data, total_count: data.length })
  })

  app.post('/', async (c) => {
    const body = await readBody<{ identifier: string }>(c, { identifier: 'string' })
    required(body, 'identifier')
    return c.json(addBlocked(state, body))
  })

  app.delete('/:id', (c) => {
    const id = c.req.param('id')
    removeIdentifier(state, 'blocklist', id)
    return c.json({ object: 'blocklist_identifier', id, deleted: true })
  })
  return app
}
