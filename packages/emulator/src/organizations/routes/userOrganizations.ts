import { Hono } from 'hono'
import { answerList, inOrder, type Orders, queryOf } from '../../core/lists.ts'
import { userOf } from '../../identity/index.ts'
import type { State } from '../../state.ts'
import { withStatus } from '../invitationFilters.ts'
import { sendMembership } from '../memberships.ts'
import { invitationsTo, sendInvitation } from '../organizationInvitations.ts'

const NEWEST: Orders<{ created_at: number }> = { created_at: ({ created_at }) => created_at }

/** The routes of `/users/{id}/organization_…`. */
export function userOrganizations(state: State): Hono {
  const app = new Hono()

  app.get('/:id/organization_memberships', (c) => {
    const { id } = userOf(state, c.req.param('id'))
    const all = inOrder(new URLSearchParams(), state.memberships.where('user_id', id), NEWEST)
    return answerList(c, all, { send: (one) => sendMembership(state, one) })
  })

  app.get('/:id/organization_invitations', (c) => {
    const user = userOf(state, c.req.param('id'))
    const newest = inOrder(new URLSearchParams(), invitationsTo(state, user), NEWEST)
    return answerList(c, withStatus(state, queryOf(c), newest), {
      send: (one) => sendInvitation(state, one, { withOrganization: true }),
    })
  })
  return app
}
