import { Hono } from 'hono'
import { entry, invalid, notFound, Refusal } from '../errors.ts'
import { answerList, inOrder, queryOf } from '../lists.ts'
import { readBody, required } from '../params.ts'
import { addSession, sessionOf, upToDate } from '../sessions.ts'
import type { State } from '../state.ts'
import { mintSessionToken } from '../tokens.ts'

/** `/sessions` */
export function sessions(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const query = queryOf(c)
    const [userId, clientId, status] = ['user_id', 'client_id', 'status'].map((name) =>
      query.get(name),
    )
    if (!userId && !clientId) {
      throw invalid(
        'user_id',
        'form_param_missing',
        'is missing',
        'client_id or user_id must be included.',
      )
    }
    const owned = userId
      ? state.sessions.where('user_id', userId)
      : state.sessions.where('client_id', clientId ?? '')
    const found = inOrder(query, owned, { created_at: (session) => session.created_at }).filter(
      (session) =>
        (!clientId || session.client_id === clientId) &&
        (!status || upToDate(state, session).status === status),
    )
    return answerList(c, found, {
      envelope: 'asked',
      send: (session) => upToDate(state, session),
    })
  })

  app.post('/', async (c) => {
    const body = await readBody<{ user_id: string; active_organization_id?: string }>(c, {
      user_id: 'string',
      active_organization_id: 'string?',
    })
    required(body, 'user_id')
    return c.json(addSession(state, body.user_id, body.active_organization_id ?? null))
  })

  app.get('/:id', (c) => c.json(sessionOf(state, c.req.param('id'))))

  app.post('/:id/revoke', (c) => {
    const session = sessionOf(state, c.req.param('id'))
    if (session.status === 'active') {
      session.status = 'revoked'
      session.updated_at = state.clock.now()
    }
    return c.json(session)
  })

  app.post('/:id/tokens', async (c) => {
    const session = sessionOf(state, c.req.param('id'))
    const { expires_in_seconds } = await readBody<{ expires_in_seconds?: number | null }>(c, {
      expires_in_seconds: 'number?',
    })
    const expiresIn = expires_in_seconds ?? undefined
    if (expiresIn !== undefined && (expiresIn < 30 || expiresIn > 315_360_000)) {
      throw invalid(
        'expires_in_seconds',
        'form_param_value_invalid',
        'is invalid',
        'expires_in_seconds must be between 30 and 315360000.',
      )
    }
    // A session that has ended is not found when a token is asked for.
    if (session.status !== 'active')
      throw notFound(`No active session was found with id ${session.id}`)
    return c.json({ object: 'token', jwt: await mintSessionToken(state, session, { expiresIn }) })
  })

  app.post('/:id/tokens/:template', (c) => {
    sessionOf(state, c.req.param('id'))
    throw new Refusal(
      404,
      entry(
        'resource_not_found',
        'not found',
        `No JWT template was found with name ${c.req.param('template')}`,
      ),
    )
  })
  return app
}
