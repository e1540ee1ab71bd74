import { Hono } from 'hono'
import { entry, Refusal } from '../errors.ts'
import { acceptInvitation } from '../organizationInvitations.ts'
import type { State } from '../state.ts'
import { addUser } from '../users.ts'

/**
 * `/v1/tickets` of the Frontend API: what the link in an invitation opens. Whoever follows it is taken for the invited
 * person: the user with that address, or a new one.
 */
export function tickets(state: State): Hono {
  const app = new Hono()

  app.get('/accept', (c) => {
    const invitation = state.organizationInvitations.get(c.req.query('ticket') ?? '')
    if (!invitation) {
      throw new Refusal(
        400,
        entry('ticket_invalid_code', 'Invalid ticket', 'No invitation belongs to the ticket.'),
      )
    }
    const { email_address, redirect_url } = invitation
    const userId =
      state.identifiers.get(`email:${email_address}`) ??
      addUser(state, { email_address: [email_address] }).id
    acceptInvitation(state, invitation, userId)
    const target = new URL(redirect_url ?? `https://${state.instance.frontendApi}/`)
    target.searchParams.set('__clerk_status', 'complete')
    return c.redirect(target.href, 303)
  })
  return app
}
