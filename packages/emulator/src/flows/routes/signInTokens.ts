import { Hono } from 'hono'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addSignInToken,
  revokeSignInToken,
  type SignInTokenParams,
  signInTokenOf,
} from '../signInTokens.ts'
import { ticketUrl } from '../tickets.ts'

/** The routes of `/sign_in_tokens`. */
export function signInTokens(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody<SignInTokenParams>(c, {
      user_id: 'string',
      org_id: 'string?',
      expires_in_seconds: 'number?',
    })
    required(body, 'user_id')
    const { signInToken, ticket } = addSignInToken(state, body)
    return c.json({ ...signInToken, token: ticket, url: ticketUrl(state, ticket) })
  })

  app.post('/:id/revoke', (c) =>
    c.json(revokeSignInToken(state, signInTokenOf(state, c.req.param('id')))),
  )
  return app
}
