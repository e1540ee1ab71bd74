import { Hono } from 'hono'
import { entry, notFound, Refusal } from '../errors.ts'
import { clientOf } from '../sessions.ts'
import type { State } from '../state.ts'

/** `/clients` */
export function clients(state: State): Hono {
  const app = new Hono()

  app.get('/handshake_payload', (c) => {
    const nonce = c.req.query('nonce') ?? ''
    const directives = state.handshakes.get(nonce)
    if (!directives) {
      throw new Refusal(
        400,
        entry('resource_not_found', 'not found', 'The nonce is unknown, or was used before.'),
      )
    }
    state.handshakes.delete(nonce)
    return c.json({ directives })
  })

  app.get('/:id', (c) => {
    const client = state.clients.get(c.req.param('id'))
    if (!client) throw notFound(`No client was found with id ${c.req.param('id')}`)
    return c.json(clientOf(state, client))
  })
  return app
}
