import { Hono } from 'hono'
import { entry, notFound, Refusal } from '../../core/errors.ts'
import { answerList, queryOf } from '../../core/lists.ts'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { clientOf, isLive, sessionOf } from '../sessions.ts'
import { readSessionToken } from '../sessionTokens.ts'
import type { StoredClient } from '../store.ts'

/** `/clients` */
export function clients(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) =>
    answerList(c, state.clients.newest(), {
      envelope: 'asked',
      send: (client) => clientOf(state, client),
    }),
  )

  app.get('/handshake_payload', (c) => {
    const nonce = queryOf(c).get('nonce')
    if (!nonce) {
      throw new Refusal(
        400,
        entry(
          'missing_query_parameter',
          'Missing query parameter',
          "The query parameter 'nonce' is missing from the request.",
        ),
      )
    }
    const directives = state.handshakes.get(nonce)
    if (!directives) {
      throw new Refusal(
        400,
        entry('bad_request', 'Bad request', 'The nonce is unknown, or was used before.'),
      )
    }
    state.handshakes.delete(nonce)
    return c.json({ directives })
  })

  app.post('/verify', async (c) => {
    const body = await readBody<{ token: string }>(c, { token: 'string' })
    required(body, 'token')
    const { sid } = await readSessionToken(state, body.token)
    const session = sessionOf(state, `${sid}`)
    if (!isLive(session)) throw notFound(`No active session was found with id ${session.id}`)
    return c.json(clientOf(state, clientWith(state, session.client_id)))
  })

  app.get('/:id', (c) => c.json(clientOf(state, clientWith(state, c.req.param('id')))))
  return app
}

function clientWith(state: State, id: string): StoredClient {
  const client = state.clients.get(id)
  if (!client) throw notFound(`No client was found with id ${id}`)
  return client
}
