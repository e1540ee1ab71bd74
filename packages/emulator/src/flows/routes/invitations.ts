import type { Invitation } from 'clerklet'
import { Hono } from 'hono'
import { answerList, containing, inOrder, queryOf } from '../../core/lists.ts'
import { checkUrl, type Kinds, oneOf, readBody, readItems, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addInvitation,
  checkInvitable,
  emailInvitation,
  type InvitationSeed,
  invitationAsOfNow,
  invitationOf,
  removeInvitation,
  revokeInvitation,
  sendInvitation,
} from '../invitations.ts'

const KINDS: Kinds = {
  email_address: 'string',
  public_metadata: 'object?',
  redirect_url: 'string?',
  notify: 'boolean?',
  ignore_existing: 'boolean?',
  expires_in_days: 'number?',
  template_slug: 'string?',
}
const STATUSES = ['pending', 'accepted', 'revoked', 'expired'] as const
const TEMPLATES = ['invitation', 'waitlist_invitation'] as const

type Params = InvitationSeed & { notify?: boolean | null }

/** The routes of `/invitations`. */
export function invitations(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const query = queryOf(c)
    const status = oneOf('status', query.get('status'), STATUSES)
    const wanted = containing(query, 'query')
    const found = [...state.invitations]
      .map((one) => invitationAsOfNow(state, one))
      // Revoked invitations are left out unless the query requests them.
      .filter((one) => (status ? one.status === status : one.status !== 'revoked'))
      .filter((one) => wanted([one.email_address, one.id]))
    const ordered = inOrder(query, found, {
      created_at: (one) => one.created_at,
      email_address: (one) => one.email_address,
      expires_at: (one) => one.expires_at,
    })
    return answerList(c, ordered, {
      envelope: 'on-request',
      send: (one) => sendInvitation(state, one),
    })
  })

  app.post('/', async (c) => {
    const params = await readBody<Params>(c, KINDS)
    check(params)
    checkInvitable(state, [params])
    return c.json(create(params))
  })

  app.post('/bulk', async (c) => {
    const items = await readItems<Params>(c, KINDS, 10)
    for (const item of items) check(item)
    checkInvitable(state, items, { usersToo: true })
    return c.json(items.map(create))
  })

  app.post('/:id/revoke', (c) =>
    c.json(sendInvitation(state, revokeInvitation(state, invitationOf(state, c.req.param('id'))))),
  )

  app.delete('/:id', (c) => {
    const invitation = invitationOf(state, c.req.param('id'))
    removeInvitation(state, invitation)
    return c.json({ object: 'invitation', id: invitation.id, deleted: true })
  })

  function create(params: Params): Invitation {
    const invitation = addInvitation(state, params)
    if (params.notify ?? true) emailInvitation(state, invitation, params.template_slug)
    return sendInvitation(state, invitation)
  }
  return app
}

function check(params: Params): void {
  required(params, 'email_address')
  oneOf('template_slug', params.template_slug, TEMPLATES)
  checkUrl('redirect_url', params.redirect_url)
}
