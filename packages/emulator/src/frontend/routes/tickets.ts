import { type Context, Hono } from 'hono'
import { invalidTicket, redeemTicket } from '../../flows/index.ts'
import { ownerOfIdentifier } from '../../identity/index.ts'
import { redirectTarget } from '../../instance/index.ts'
import { endSessions, openSessions } from '../../sessions/index.ts'
import type { State } from '../../state.ts'
import { publicOrigin } from '../answers.ts'
import { browserOf, clientOfBrowser, ensureClient, recognise } from '../browsers.ts'
import { invitationBehind } from '../tickets.ts'

/** The value of `__clerk_status`, which tells the application whether the visitor must sign up, sign in or do neither. */
type Status = 'sign_up' | 'sign_in' | 'complete'

/**
 * `/v1/tickets` of the Frontend API: opens the link of an invitation, a sign-in token, an actor token or an agent task. An
 * invitation is accepted when the invited user is signed in. Otherwise, its ticket is passed to the redirect URL, by default the
 * page for sign-in or sign-up. All other tickets sign the user in at once.
 */
export function tickets(state: State): Hono {
  const app = new Hono()

  app.get('/accept', (c) => {
    const ticket = c.req.query('ticket') ?? ''
    const named = c.req.query('redirect_url')
    const target = named && redirectTarget(state, 'redirect_url', named).href
    const invitation = invitationBehind(state, ticket)
    if (invitation) {
      const { email_address, redirect_url, status } = invitation
      if (status !== 'pending') throw invalidTicket(`belongs to an invitation that is ${status}`)
      const owner = ownerOfIdentifier(state, 'email', email_address)
      const back = redirect_url ?? target
      if (owner === undefined) return lead(c, 'sign_up', back, ticket)
      const client = clientOfBrowser(state, browserOf(state, c))
      const isSignedIn = openSessions(state, client).some(({ user_id }) => user_id === owner)
      if (!isSignedIn) return lead(c, 'sign_in', back, ticket)
      invitation.accept(owner)
      return lead(c, 'complete', back)
    }
    const client = ensureClient(state, recognise(state, c))
    const before = state.settings.single_session_mode ? openSessions(state, client) : []
    redeemTicket(state, ticket, client)
    endSessions(state, client, before, 'replaced')
    return lead(c, 'complete', target)
  })

  /** Redirects to `named`, by default to the page for sign-in or sign-up. Adds the status and the ticket to the query. */
  function lead(c: Context, status: Status, named: string | undefined, ticket?: string): Response {
    const { sign_in_url, sign_up_url } = state.settings.urls
    const page = status === 'sign_up' ? sign_up_url : sign_in_url
    const target = new URL(named ?? page ?? `${publicOrigin(c)}/sign-in`)
    target.searchParams.set('__clerk_status', status)
    if (ticket) target.searchParams.set('__clerk_ticket', ticket)
    return c.redirect(target.href, 303)
  }
  return app
}
