import { Hono } from 'hono'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  type ActorTokenParams,
  actorTokenOf,
  addActorToken,
  revokeActorToken,
} from '../actorTokens.ts'
import { ticketUrl } from '../tickets.ts'

/** The routes of `/actor_tokens`. */
export function actorTokens(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody<ActorTokenParams>(c, {
      user_id: 'string',
      actor: 'object',
      expires_in_seconds: 'number?',
      session_max_duration_in_seconds: 'number?',
    })
    required(body, 'user_id', 'actor')
    const { actorToken, ticket } = addActorToken(state, body)
    return c.json({ ...actorToken, token: ticket, url: ticketUrl(state, ticket) })
  })

  app.post('/:id/revoke', (c) =>
    c.json(revokeActorToken(state, actorTokenOf(state, c.req.param('id')))),
  )
  return app
}
