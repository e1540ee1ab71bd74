import { Hono } from 'hono'
import { organizationsOnly } from '../../core/auth.ts'
import { notFound } from '../../core/errors.ts'
import { inOrder, listOf, queryOf } from '../../core/lists.ts'
import { removeMembership } from '../../flows/index.ts'
import { EMAIL, statusOf } from '../../identity/index.ts'
import {
  acceptInvitation,
  findMembership,
  invitationsTo,
  sendSuggestion,
  suggestionsTo,
  withStatus,
} from '../../organizations/index.ts'
import type { State } from '../../state.ts'
import { answer } from '../answers.ts'
import { sendInvitation } from '../sendInvitation.ts'
import { sendMembership } from '../sendOrganization.ts'
import { signedIn } from '../signedIn.ts'

const NEWEST = { created_at: ({ created_at }: { created_at: number }) => created_at }

/** `/me/organization_…`: the user's memberships, and the invitations and suggestions to join other organizations. */
export function myOrganizations(state: State): Hono {
  const app = new Hono()
  for (const name of ['memberships', 'invitations', 'suggestions']) {
    app.use(`/organization_${name}/*`, organizationsOnly(state))
  }

  app.get('/organization_memberships', (c) => {
    const { client, user } = signedIn(state, c)
    const own = state.memberships.where('user_id', user.id)
    const list = listOf(c, inOrder(new URLSearchParams(), own, NEWEST), {
      envelope: 'on-request',
      send: (one) => sendMembership(state, one),
    })
    return answer(state, c, client, list)
  })

  app.delete('/organization_memberships/:organization', (c) => {
    const { client, user } = signedIn(state, c)
    const id = c.req.param('organization')
    const membership = findMembership(state, id, user.id)
    if (!membership) throw notFound(`The user is not a member of ${id}`)
    removeMembership(state, membership)
    const left = { object: 'organization_membership', id: membership.id, deleted: true }
    return answer(state, c, client, left)
  })

  app.get('/organization_invitations', (c) => {
    const { client, user } = signedIn(state, c)
    const newest = inOrder(new URLSearchParams(), invitationsTo(state, user), NEWEST)
    const list = listOf(c, withStatus(state, queryOf(c), newest), {
      send: (one) => sendInvitation(state, one),
    })
    return answer(state, c, client, list)
  })

  app.post('/organization_invitations/:id/accept', (c) => {
    const { client, user } = signedIn(state, c)
    const id = c.req.param('id')
    // An unverified address may belong to another person.
    const own = EMAIL.of(user).filter((contact) => statusOf(contact) === 'verified')
    const invitation = invitationsTo(state, { ...user, email_addresses: own }).find(
      (one) => one.id === id,
    )
    if (!invitation) throw notFound(`No invitation to the user was found with id ${id}`)
    acceptInvitation(state, invitation, user.id)
    return answer(state, c, client, sendInvitation(state, invitation))
  })

  app.get('/organization_suggestions', (c) => {
    const { client, user } = signedIn(state, c)
    const statuses = queryOf(c).getAll('status')
    const isWanted = !statuses.length || statuses.includes('pending')
    const all = isWanted ? suggestionsTo(state, user.id) : []
    const list = listOf(c, all, { send: (one) => sendSuggestion(state, one) })
    return answer(state, c, client, list)
  })
  return app
}
