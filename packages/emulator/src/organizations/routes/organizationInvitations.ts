import type { CreateOrganizationInvitationParams } from 'clerklet'
import { type Context, Hono } from 'hono'
import { answerList, containing, inOrder, type Orders, queryOf } from '../../core/lists.ts'
import { type Kinds, readBody, readItems, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { withStatus } from '../invitationFilters.ts'
import { checkPermission } from '../memberPermissions.ts'
import {
  addInvitations,
  INVITES,
  invitationOf,
  revokeInvitation,
  sendInvitation,
} from '../organizationInvitations.ts'
import { organizationOf } from '../organizations.ts'
import { pendingOf } from '../pendingInvitations.ts'
import type { StoredInvitation } from '../store.ts'

const CREATE: Kinds = {
  email_address: 'string',
  role: 'string',
  inviter_user_id: 'string?',
  public_metadata: 'object?',
  private_metadata: 'object?',
  redirect_url: 'string?',
  expires_in_days: 'number?',
  notify: 'boolean?',
}

const ORDERS: Orders<StoredInvitation> = {
  created_at: ({ created_at }) => created_at,
  email_address: ({ email_address }) => email_address,
}

/** The routes of `/organizations/{id}/invitations` and `/organization_invitations`. */
export function organizationInvitations(state: State): Hono {
  const app = new Hono()
  const path = '/organizations/:id/invitations'
  const organizationIn = (c: Context) => organizationOf(state, c.req.param('id') ?? '')
  const invitationIn = (c: Context) =>
    invitationOf(state, organizationIn(c), c.req.param('invitation') ?? '')
  const send = (invitation: StoredInvitation) => sendInvitation(state, invitation)

  app.get(path, (c) => {
    const all = state.organizationInvitations.where('organization_id', organizationIn(c).id)
    const query = queryOf(c)
    const email = query.get('email_address')?.toLowerCase()
    const found = withStatus(state, query, inOrder(query, all, ORDERS)).filter(
      ({ email_address }) => !email || email_address === email,
    )
    return answerList(c, found, { send })
  })

  app.post(path, async (c) => {
    const organization = organizationIn(c)
    const body = await readBody<CreateOrganizationInvitationParams>(c, CREATE)
    required(body, 'email_address', 'role')
    return c.json(addInvitations(state, organization, [body]).map(send)[0])
  })

  app.post(`${path}/bulk`, async (c) => {
    const organization = organizationIn(c)
    const items = await readItems<CreateOrganizationInvitationParams>(c, CREATE, 10)
    for (const item of items) required(item, 'email_address', 'role')
    const data = addInvitations(state, organization, items).map(send)
    return c.json({ data, total_count: data.length })
  })

  app.get(`${path}/pending`, (c) => {
    const pending = pendingOf(state, organizationIn(c).id)
    return answerList(c, inOrder(new URLSearchParams(), pending, ORDERS), { send })
  })

  app.get(`${path}/:invitation`, (c) => c.json(send(invitationIn(c))))

  app.post(`${path}/:invitation/revoke`, async (c) => {
    const invitation = invitationIn(c)
    const { requesting_user_id } = await readBody<{ requesting_user_id?: string | null }>(c, {
      requesting_user_id: 'string?',
    })
    if (requesting_user_id) {
      checkPermission(state, organizationIn(c), requesting_user_id, INVITES)
    }
    return c.json(send(revokeInvitation(state, invitation)))
  })

  app.get('/organization_invitations', (c) => {
    const query = queryOf(c)
    const matches = containing(query, 'query')
    const all = inOrder(query, state.organizationInvitations, ORDERS)
    const found = withStatus(state, query, all).filter((one) => matches([one.email_address]))
    return answerList(c, found, {
      send: (one) => sendInvitation(state, one, { withOrganization: true }),
    })
  })
  return app
}
