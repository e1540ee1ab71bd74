import { Hono } from 'hono'
import { notFound } from '../../core/errors.ts'
import { answerList } from '../../core/lists.ts'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { isLive, sendClient, sessionOf } from '../sessions.ts'
import { readSessionToken } from '../sessionTokens.ts'
import type { StoredClient } from '../store.ts'

/** The routes of `/clients`. */
export function clients(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) =>
    answerList(c, state.clients.newest(), {
      envelope: 'on-request',
      send: (client) => sendClient(state, client),
    }),
  )

  app.post('/verify', async (c) => {
    const body = await readBody<{ token: string }>(c, { token: 'string' })
    required(body, 'token')
    const { sid } = await readSessionToken(state, body.token)
    const session = sessionOf(state, `${sid}`)
    if (!isLive(session)) throw notFound(`No active session was found with id ${session.id}`)
    return c.json(sendClient(state, clientWith(state, session.client_id)))
  })

  app.get('/:id', (c) => c.json(sendClient(state, clientWith(state, c.req.param('id')))))
  return app
}

function clientWith(state: State, id: string): StoredClient {
  const client = state.clients.get(id)
  if (!client) throw notFound(`No client was found with id ${id}`)
  return client
}
