import { type Context, Hono } from 'hono'
import { createUser, invalidTicket, invitationOf, redeemTicket } from '../../flows/index.ts'
import { ownerOfIdentifier } from '../../identity/index.ts'
import { redirectTarget } from '../../instance/index.ts'
import { acceptInvitation } from '../../organizations/index.ts'
import { endSessions, openSessions } from '../../sessions/index.ts'
import type { State } from '../../state.ts'
import { publicOrigin } from '../answers.ts'
import { ensureClient, recognise } from '../browsers.ts'

/**
 * `/v1/tickets` of the Frontend API: what the link in an invitation, of a sign-in token, an actor token or an agent task opens.
 * Whoever follows an invitation is taken for the invited person: the user with that address, or a new one.
 */
export function tickets(state: State): Hono {
  const app = new Hono()

  app.get('/accept', (c) => {
    const ticket = c.req.query('ticket') ?? ''
    const known = state.tickets.get(ticket)
    if (!known) return acceptOrganizationInvitation(c, ticket)
    if (known.type === 'invitation') {
      const { status, email_address } = invitationOf(state, known.id)
      if (status !== 'pending') throw invalidTicket(`is of an invitation that is ${status}`)
      createUser(state, { email_address: [email_address] })
      return complete(c, undefined)
    }
    const named = c.req.query('redirect_url')
    const target = named && redirectTarget(state, 'redirect_url', named).href
    const client = ensureClient(state, recognise(state, c))
    const before = state.settings.single_session_mode ? openSessions(state, client) : []
    redeemTicket(state, ticket, client)
    endSessions(state, client, before, 'replaced')
    return complete(c, target)
  })

  function acceptOrganizationInvitation(c: Context, ticket: string): Response {
    const invitation = state.organizationInvitations.get(ticket)
    if (!invitation) throw invalidTicket('is unknown')
    const { email_address, redirect_url } = invitation
    const userId =
      ownerOfIdentifier(state, 'email', email_address) ??
      createUser(state, { email_address: [email_address] }).id
    acceptInvitation(state, invitation, userId)
    return complete(c, redirect_url ?? undefined)
  }

  function complete(c: Context, address: string | undefined): Response {
    const target = new URL(address ?? `${publicOrigin(c)}/sign-in`)
    target.searchParams.set('__clerk_status', 'complete')
    return c.redirect(target.href, 303)
  }
  return app
}
